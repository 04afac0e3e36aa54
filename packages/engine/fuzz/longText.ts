import { RandomSource } from './randomSource';

/** Characters of such a text at most. */
export const longestRun = 200 * 1024;

const separators = [
  ...[' ', '\n', '\t', ' \n', '\n ', '\n    ', '\r\n', '\t \n', '\r', '\u2028', '\u00a0'],
  ...[
    '"',
    "'",
    '`',
    '"""',
    '\\',
    '\\\n',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '${{',
    '${',
    '$(',
  ],
  ...[':', '=', ',', ';', '#', '//', '/', '@', '-', '--', '.', '|', '&&', '*', 'a', '1', '_'],
];

/** Words of a language between long runs of one or a few characters; sometimes one run is nearly all of it. */
export function longText(words: readonly string[], random: RandomSource): string {
  const pick = () => random.pick(random.once(3) ? words : separators);
  const size = random.once(3) ? longestRun : 1024 + random.below(32 * 1024);
  const parts: string[] = [];
  let length = 0;
  while (length < size) {
    let piece = pick();
    if (random.once(3)) piece = `${random.pick(words)}${piece}${pick()}`;
    else if (random.once(3)) piece = `${random.pick(words)}${random.pick(separators)}`;
    if (random.once(4)) {
      const line = `${random.pick([' ', '\t', '\n']).repeat(1 + random.below(12))}${pick()}\n`;
      const block = `\n${random.pick(words)}\n${line.repeat(10 + random.below(60))}`;
      parts.push(block);
      length += block.length;
    }
    const times = random.once(4) ? 1 + random.below(4) : 1 + random.below(size);
    const run = piece.repeat(
      Math.min(times, Math.max(0, Math.ceil((size - length) / piece.length))),
    );
    parts.push(random.pick(words), run);
    length += run.length + 1;
    if (random.once(2)) parts.push(random.pick(separators));
  }
  return parts.join('').slice(0, longestRun);
}
