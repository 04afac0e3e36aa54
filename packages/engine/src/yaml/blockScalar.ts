import { TooSpecial } from './simpleNode';

const header = /[|>]-?\n/y;

/**
 * A literal or folded scalar whose indicator is at `start`: its text, and the start of the line behind it. Indentation
 * that is given as a number, kept line ends and folded lines that are indented are left to the library.
 *
 * @param parent - indentation of the collection it belongs to
 */
export function readBlockScalar(
  text: string,
  start: number,
  parent: number,
): { text: string; end: number } {
  header.lastIndex = start;
  const found = header.exec(text)?.[0];
  if (found === undefined) throw new TooSpecial();
  const folded = found.startsWith('>');
  let at = start + found.length;
  let indent = -1;
  const lines: string[] = [];
  while (at < text.length) {
    let first = at;
    while (text.charCodeAt(first) === 0x20) first++;
    const newline = text.indexOf('\n', first);
    const stop = newline < 0 ? text.length : newline;
    if (first >= stop) {
      // An empty line; spaces beyond the indentation would belong to the text.
      if (first - at > (indent < 0 ? 0 : indent)) throw new TooSpecial();
      lines.push('');
    } else {
      const depth = first - at;
      if (indent < 0) {
        if (depth <= parent) break;
        indent = depth;
      } else if (depth < indent) {
        // A line between the indentations is an error.
        if (depth > parent && text.charCodeAt(first) !== 0x23) throw new TooSpecial();
        if (depth > parent) throw new TooSpecial();
        break;
      }
      if (folded && depth > indent) throw new TooSpecial();
      lines.push(text.slice(at + indent, stop));
    }
    at = stop + 1;
  }
  if (indent < 0) throw new TooSpecial();
  while (lines.at(-1) === '') lines.pop();
  const body = folded ? fold(lines) : lines.join('\n');
  return { text: found.length === 2 ? `${body}\n` : body, end: Math.min(at, text.length) };
}

/** Lines that follow each other become one; empty ones end it. */
function fold(lines: readonly string[]): string {
  let text = '';
  let empty = 0;
  let started = false;
  for (const line of lines) {
    if (line === '') {
      empty++;
      continue;
    }
    if (!started) text += '\n'.repeat(empty);
    else text += empty > 0 ? '\n'.repeat(empty) : ' ';
    text += line;
    started = true;
    empty = 0;
  }
  return text;
}
