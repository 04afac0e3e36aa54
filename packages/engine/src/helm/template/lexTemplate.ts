import { RenderError } from '../renderError';

export type TokenKind =
  'identifier' | 'field' | 'dot' | 'variable' | 'string' | 'number' | 'character' | 'punctuation';

export interface Token {
  readonly kind: TokenKind;
  /** For strings and characters the decoded text; for fields and variables without the leading sign. */
  readonly text: string;
  readonly spaceBefore: boolean;
}

/** A piece of a template: text as it is, or what stands between `{{` and `}}`. */
export type Segment =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'action'; readonly tokens: readonly Token[]; readonly line: number };

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/** Splits the source of a Go template into text and the tokens of its actions, trim markers applied. */
export function lexTemplate(source: string): readonly Segment[] {
  const segments: Segment[] = [];
  let position = 0;
  let line = 1;
  let trimNext = false;

  const advance = (to: number): void => {
    for (let at = source.indexOf('\n', position); at >= 0 && at < to;) {
      line += 1;
      at = source.indexOf('\n', at + 1);
    }
    position = to;
  };
  const problem = (message: string): RenderError => new RenderError('template', message, '', line);

  while (position < source.length) {
    const found = source.indexOf('{{', position);
    const end = found < 0 ? source.length : found;
    const trimLeft = found >= 0 && source[end + 2] === '-' && isSpace(source[end + 3]);
    let from = position;
    let to = end;
    if (trimNext) while (from < to && isSpace(source[from])) from += 1;
    if (trimLeft) while (to > from && isSpace(source[to - 1])) to -= 1;
    if (to > from) {
      advance(from);
      segments.push({ kind: 'text', text: source.slice(from, to), line });
    }
    advance(end);
    if (found < 0) break;

    const start = end + (trimLeft ? 4 : 2);
    if (
      trimLeft ? /^\s*\/\*/.test(source.slice(start, start + 200)) : source.startsWith('/*', start)
    ) {
      const open = source.indexOf('/*', start);
      const close = source.indexOf('*/', open + 2);
      if (close < 0) throw problem('A comment is not closed.');
      const rest = /^(\s+-)?\}\}/.exec(source.slice(close + 2, close + 64));
      if (!rest) throw problem('A comment is not the only thing in its action.');
      trimNext = rest[1] !== undefined;
      advance(close + 2 + rest[0].length);
      continue;
    }
    const actionLine = line;
    const action = lexAction(source, start, problem);
    segments.push({ kind: 'action', tokens: action.tokens, line: actionLine });
    trimNext = action.trimRight;
    advance(action.end);
  }
  return segments;
}

interface LexedAction {
  readonly tokens: readonly Token[];
  readonly end: number;
  readonly trimRight: boolean;
}

function lexAction(
  source: string,
  start: number,
  problem: (message: string) => RenderError,
): LexedAction {
  const tokens: Token[] = [];
  let position = start;
  let spaceBefore = false;
  const push = (kind: TokenKind, text: string): void => {
    tokens.push({ kind, text, spaceBefore });
    spaceBefore = false;
  };

  for (;;) {
    const character = source[position];
    if (character === undefined) throw problem('An action is not closed with "}}".');
    if (isSpace(character)) {
      if (source.startsWith('-}}', position + 1)) {
        return { tokens, end: position + 4, trimRight: true };
      }
      spaceBefore = true;
      position += 1;
      continue;
    }
    if (source.startsWith('}}', position)) return { tokens, end: position + 2, trimRight: false };
    if (character === '"' || character === "'") {
      const read = readQuoted(source, position, character, problem);
      push(character === '"' ? 'string' : 'character', read.text);
      position = read.end;
    } else if (character === '`') {
      const close = source.indexOf('`', position + 1);
      if (close < 0) throw problem('A raw string is not closed.');
      push('string', source.slice(position + 1, close));
      position = close + 1;
    } else if (character === '$') {
      const name = wordAt(source, position + 1);
      push('variable', name);
      position += 1 + name.length;
    } else if (character === '.' && !isDigit(source[position + 1])) {
      const name = wordAt(source, position + 1);
      push(name === '' ? 'dot' : 'field', name);
      position += 1 + name.length;
    } else if (
      isDigit(character) ||
      ((character === '+' || character === '-' || character === '.') &&
        /[\d.]/.test(source[position + 1] ?? ''))
    ) {
      const text =
        /^[+-]?[\w.]+(?:(?<=[eE])[+-]\d+)?/.exec(source.slice(position, position + 80))?.[0] ?? '';
      push('number', text);
      position += text.length;
    } else if (source.startsWith(':=', position)) {
      push('punctuation', ':=');
      position += 2;
    } else if ('=|(),'.includes(character)) {
      push('punctuation', character);
      position += 1;
    } else {
      const name = wordAt(source, position);
      if (name === '') throw problem(`Unexpected "${character}" in an action.`);
      push('identifier', name);
      position += name.length;
    }
  }
}

function readQuoted(
  source: string,
  start: number,
  quote: string,
  problem: (message: string) => RenderError,
): { text: string; end: number } {
  const parts: string[] = [];
  let position = start + 1;
  for (;;) {
    const character = source[position];
    if (character === undefined || character === '\n') throw problem('A string is not closed.');
    if (character === quote) return { text: parts.join(''), end: position + 1 };
    if (character !== '\\') {
      parts.push(character);
      position += 1;
      continue;
    }
    const code = source[position + 1] ?? '';
    const numeric = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3}))/.exec(
      source.slice(position + 1, position + 10),
    );
    if (numeric) {
      const point = parseInt(
        numeric[1] ?? numeric[2] ?? numeric[3] ?? numeric[4] ?? '',
        numeric[4] ? 8 : 16,
      );
      const isByte = numeric[1] !== undefined || numeric[4] !== undefined;
      if (point > 0x10ffff || (isByte && point > 0x7f))
        throw problem('Unsupported escape in a string.');
      parts.push(String.fromCodePoint(point));
      position += 1 + numeric[0].length;
      continue;
    }
    const plain = escapes[code];
    if (plain === undefined) throw problem(`Unknown escape "\\${code}" in a string.`);
    parts.push(plain);
    position += 2;
  }
}

const word = /[\p{L}\p{Nd}_]*/uy;

function wordAt(source: string, position: number): string {
  word.lastIndex = position;
  return word.exec(source)?.[0] ?? '';
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\n';
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}
