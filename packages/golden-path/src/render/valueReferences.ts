/** Tags that the engine evaluates; raw blocks are taken out before. */
const tags = /\$\{\{([\s\S]*?)\}\}|\{%-?([\s\S]*?)-?%\}/g;
const rawBlocks = /\{%-?\s*raw\s*-?%\}[\s\S]*?\{%-?\s*endraw\s*-?%\}/g;
const strings = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g;
const reference = /(?<![\w.])values((?:\s*\.\s*[A-Za-z_]\w*)+)/g;

/**
 * The values a template reads, each as a path below `values`. `values.platform.parent.build` gives
 * `['platform', 'parent', 'build']`.
 */
export function findValueReferences(source: string): string[][] {
  const found = new Map<string, string[]>();
  for (const tag of source.replace(rawBlocks, '').matchAll(tags)) {
    const expression = (tag[1] ?? tag[2] ?? '').replace(strings, '""');
    for (const match of expression.matchAll(reference)) {
      const path = (match[1] ?? '')
        .split('.')
        .map(part => part.trim())
        .filter(Boolean);
      found.set(path.join('.'), path);
    }
  }
  return [...found.values()];
}
