/**
 * Union of the lines of an ignore file: what is there keeps its place, new lines follow in order, nothing appears twice.
 * Comments and empty lines of the base stay.
 */
export function mergeLines(base: string, added: readonly string[]): string {
  const lines = base.split('\n');
  while (lines.length > 0 && lines[lines.length - 1] === '') {
    lines.pop();
  }
  const known = new Set(lines);
  for (const line of added) {
    if (!known.has(line)) {
      known.add(line);
      lines.push(line);
    }
  }
  return lines.length > 0 ? `${lines.join('\n')}\n` : '';
}
