/** Rules that comments of a Dockerfile switch off. */
export interface IgnorePragmas {
  /** For the whole file. */
  readonly everywhere: ReadonlySet<string>;
  /** By the line of the comment: for the instruction on the next line. */
  readonly byLine: ReadonlyMap<number, ReadonlySet<string>>;
}

const pragma = /^\s*#\s*hadolint\s+(global\s+)?ignore\s*=\s*(?!\s)([A-Z0-9,\s]+)(?:#.*)?$/;
const lineLimit = 1000;

/** Reads `# hadolint ignore=DL3000,DL3004` and `# hadolint global ignore=…`. */
export function readIgnorePragmas(text: string): IgnorePragmas {
  const everywhere = new Set<string>();
  const byLine = new Map<number, ReadonlySet<string>>();
  if (!text.includes('hadolint')) return { everywhere, byLine };
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const match = line.length <= lineLimit ? pragma.exec(line) : null;
    const rules = (match?.[2] ?? '').split(',').map(rule => rule.trim());
    if (match?.[1] !== undefined) rules.forEach(rule => everywhere.add(rule));
    else if (match) byLine.set(index + 1, new Set(rules));
  }
  return { everywhere, byLine };
}
