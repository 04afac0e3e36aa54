import type { HclExpressionReader } from './hclExpressions';
import { HclSyntaxError } from './hclScanner';
import { HclExpression } from './hclSyntax';

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '"': '"',
  '\\': '\\',
};

/** Reads `"…"` with what is interpolated. */
export function readQuoted(reader: HclExpressionReader): HclExpression {
  const { scanner } = reader;
  const { line } = scanner;
  scanner.expect('"');
  const parts = readParts(reader, () => scanner.take('"'), true);
  return joinParts(parts, line);
}

/** Reads `<<EOF` and `<<-EOF` up to the word on a line of its own. */
export function readHeredoc(reader: HclExpressionReader): HclExpression {
  const { scanner } = reader;
  const { line } = scanner;
  scanner.expect('<<');
  const isIndented = scanner.take('-');
  const word = scanner.identifier();
  const start = scanner.text.indexOf('\n', scanner.at);
  if (word === undefined || start < 0) throw new HclSyntaxError('A here-document does not begin.');
  scanner.at = start + 1;
  scanner.line++;
  const end = findEnd(scanner.text, scanner.at, word);
  if (end === undefined) throw new HclSyntaxError('A here-document does not end.');
  const parts = readParts(reader, () => scanner.at >= end, false);
  // An expression may not reach over the end.
  if (scanner.at !== end) throw new HclSyntaxError('A here-document does not end.');
  const stop = scanner.text.indexOf('\n', end);
  scanner.at = stop < 0 ? scanner.text.length : stop;
  return joinParts(isIndented ? parts.map(stripIndent) : parts, line + 1);
}

/** Reads a whole text as template, as `templatefile` does. */
export function readTemplateText(reader: HclExpressionReader): HclExpression {
  const { scanner } = reader;
  const parts = readParts(reader, () => scanner.isAtEnd, false);
  return joinParts(parts, 1);
}

function findEnd(text: string, from: number, word: string): number | undefined {
  for (let start = from; start < text.length;) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? text.length : end);
    if (line.trim() === word) return start;
    if (end < 0) return undefined;
    start = end + 1;
  }
  return undefined;
}

function readParts(
  reader: HclExpressionReader,
  isEnd: () => boolean,
  isQuoted: boolean,
): HclExpression[] {
  const { scanner } = reader;
  const parts: HclExpression[] = [];
  let text = '';
  let { line } = scanner;
  const flush = (): void => {
    if (text !== '') parts.push({ kind: 'literal', value: text, line });
    text = '';
    line = scanner.line;
  };
  while (!isEnd()) {
    if (scanner.isAtEnd) throw new HclSyntaxError('A text does not end.');
    const char = scanner.text[scanner.at]!;
    if (scanner.peek('$${') || scanner.peek('%%{')) {
      text += scanner.text.slice(scanner.at + 1, scanner.at + 3);
      scanner.at += 3;
    } else if (scanner.take('${')) {
      flush();
      scanner.take('~');
      scanner.skip(true);
      parts.push(reader.read(true));
      scanner.skip(true);
      scanner.take('~');
      scanner.expect('}');
    } else if (scanner.take('%{')) {
      flush();
      const end = scanner.text.indexOf('}', scanner.at);
      if (end < 0) throw new HclSyntaxError('A directive does not end.');
      scanner.countLines(scanner.at, end);
      scanner.at = end + 1;
      parts.push({ kind: 'opaque', reason: 'The text has directives.', line });
    } else if (isQuoted && char === '\\') {
      const next = scanner.text[scanner.at + 1] ?? '';
      text += escapes[next] ?? `\\${next}`;
      scanner.at += 2;
    } else {
      if (char === '\n') {
        if (isQuoted) throw new HclSyntaxError('A text does not end on its line.');
        scanner.line++;
      }
      text += char;
      scanner.at++;
    }
  }
  flush();
  return parts;
}

function stripIndent(part: HclExpression): HclExpression {
  return part.kind === 'literal' && typeof part.value === 'string'
    ? { ...part, value: part.value.replace(/^[ \t]+/gm, '') }
    : part;
}

function joinParts(parts: readonly HclExpression[], line: number): HclExpression {
  if (parts.length === 0) return { kind: 'literal', value: '', line };
  const [first] = parts;
  return parts.length === 1 && first?.kind === 'literal'
    ? { ...first, line }
    : { kind: 'template', parts, line };
}
