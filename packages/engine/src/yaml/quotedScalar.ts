import { TooSpecial } from './simpleNode';

/** Offset behind a quoted scalar that ends on its line; -1 when it does not. */
export function quotedEnd(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; ; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x0a || Number.isNaN(char)) return -1;
    if (char === 0x5c && quote === 0x22) {
      at++;
      // The text goes on in the next line.
      if (text.charCodeAt(at) === 0x0a) return -1;
    } else if (char === quote) {
      if (quote !== 0x27 || text.charCodeAt(at + 1) !== 0x27) return at + 1;
      at++;
    }
  }
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '"': '"',
  '\\': '\\',
  '/': '/',
};

/** The text of a quoted scalar. */
export function readQuoted(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1);
  if (text[start] === "'") return inner.includes("''") ? inner.replaceAll("''", "'") : inner;
  if (!inner.includes('\\')) return inner;
  return inner.replace(/\\(.)/g, (_, char: string) => {
    const plain = escapes[char];
    if (plain === undefined) throw new TooSpecial();
    return plain;
  });
}
