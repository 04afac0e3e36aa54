import { HclExpressionReader } from './hclExpressions';
import { HclScanner, HclSyntaxError } from './hclScanner';
import { HclBlock, HclBody, HclExpression } from './hclSyntax';
import { readTemplateText } from './hclTemplates';

const depthLimit = 30;

/** Reads a file of HCL2 (`.tf`, `.tfvars`); `undefined` when it is malformed or nests too deep. */
export function readHcl(text: string): HclBody | undefined {
  const scanner = new HclScanner(text.replace(/^\uFEFF/, ''), 1);
  return attempt(() => readBody(new HclExpressionReader(scanner), 0));
}

/** Reads a text as template; `undefined` when it is none. */
export function readHclTemplate(text: string): HclExpression | undefined {
  return attempt(() => readTemplateText(new HclExpressionReader(new HclScanner(text, 1))));
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof HclSyntaxError) return undefined;
    throw error;
  }
}

function readBody(reader: HclExpressionReader, depth: number): HclBody {
  if (depth > depthLimit) throw new HclSyntaxError('It is nested too deep.');
  const { scanner } = reader;
  const attributes = new Map<string, HclExpression>();
  const blocks: HclBlock[] = [];
  const { line } = scanner;
  for (scanner.skip(true); !scanner.isAtEnd && !scanner.peek('}'); scanner.skip(true)) {
    const at = scanner.line;
    const name = scanner.identifier();
    if (name === undefined) throw new HclSyntaxError(`A name is expected on line ${at}.`);
    scanner.skip(false);
    if (scanner.peek('=') && !scanner.peek('==')) {
      scanner.take('=');
      scanner.skip(false);
      attributes.set(name, reader.read(false));
    } else {
      blocks.push(readBlock(reader, { type: name, line: at, depth }));
    }
    scanner.skip(false);
    if (!scanner.isAtEnd && !scanner.peek('\n') && !scanner.peek('}')) {
      throw new HclSyntaxError(`A line end is expected on line ${scanner.line}.`);
    }
  }
  if (depth === 0 && !scanner.isAtEnd) throw new HclSyntaxError('There is a bracket too many.');
  return { attributes, blocks, line };
}

function readBlock(
  reader: HclExpressionReader,
  given: { readonly type: string; readonly line: number; readonly depth: number },
): HclBlock {
  const { scanner } = reader;
  const labels: string[] = [];
  while (!scanner.take('{')) {
    const quoted = scanner.peek('"') ? reader.read(false) : undefined;
    const label = quoted?.kind === 'literal' ? String(quoted.value) : scanner.identifier();
    if (label === undefined || labels.length > 5)
      throw new HclSyntaxError('A block does not begin.');
    labels.push(label);
    scanner.skip(false);
  }
  const body = readBody(reader, given.depth + 1);
  scanner.expect('}');
  return { type: given.type, labels, body, line: given.line };
}
