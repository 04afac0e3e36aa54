import { RenderError } from '../renderError';
import { lexTemplate, Segment, Token } from './lexTemplate';
import { Expression, Pipeline, TemplateDefinition, TemplateNode } from './templateNode';

const maximumDepth = 64;

/** A template file: its own body under its path, and the templates it defines. */
export interface ParsedTemplate {
  readonly main: TemplateDefinition;
  readonly definitions: readonly TemplateDefinition[];
}

const keywords = new Set([
  'if',
  'with',
  'range',
  'define',
  'block',
  'template',
  'break',
  'continue',
  'end',
  'else',
]);

/** Reads the tokens of one action. */
class ActionReader {
  readonly line: number;
  readonly #tokens: readonly Token[];
  #position = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], line: number) {
    this.#tokens = tokens;
    this.line = line;
  }

  get done(): boolean {
    return this.#position >= this.#tokens.length;
  }

  problem(message: string): RenderError {
    return new RenderError('template', message, '', this.line);
  }

  keyword(): string | undefined {
    const token = this.#peek();
    if (token?.kind !== 'identifier' || !keywords.has(token.text)) return undefined;
    this.#position += 1;
    return token.text;
  }

  name(): string {
    const token = this.#peek();
    if (token?.kind !== 'string') throw this.problem('A template name in quotes is expected.');
    this.#position += 1;
    return token.text;
  }

  finish(): void {
    const token = this.#peek();
    if (token) throw this.problem(`Unexpected "${token.text}" in an action.`);
  }

  pipeline(inRange = false): Pipeline {
    this.#depth += 1;
    if (this.#depth > maximumDepth) {
      throw new RenderError(
        'limit',
        `Parentheses are nested more than ${maximumDepth} levels deep.`,
        '',
        this.line,
      );
    }
    const { declared, assigns } = this.#declaration(inRange);
    const commands: Expression[][] = [this.#command()];
    while (this.#is('|')) {
      this.#position += 1;
      commands.push(this.#command());
    }
    this.#depth -= 1;
    return { declared, assigns, commands };
  }

  #declaration(inRange: boolean): { declared: readonly string[]; assigns: boolean } {
    const [first, second, third, fourth] = this.#tokens.slice(this.#position, this.#position + 4);
    if (first?.kind !== 'variable') return { declared: [], assigns: false };
    if (second?.kind === 'punctuation' && (second.text === ':=' || second.text === '=')) {
      this.#position += 2;
      return { declared: [first.text], assigns: second.text === '=' };
    }
    if (
      inRange &&
      second?.kind === 'punctuation' &&
      second.text === ',' &&
      third?.kind === 'variable' &&
      (fourth?.text === ':=' || fourth?.text === '=')
    ) {
      this.#position += 4;
      return { declared: [first.text, third.text], assigns: fourth.text === '=' };
    }
    return { declared: [], assigns: false };
  }

  #command(): Expression[] {
    const operands: Expression[] = [];
    for (;;) {
      const token = this.#peek();
      if (token === undefined || (token.kind === 'punctuation' && token.text !== '(')) break;
      if (operands.length > 0 && !token.spaceBefore && token.text !== '(') {
        throw this.problem(`Unexpected "${token.text}" in an action.`);
      }
      operands.push(this.#operand());
    }
    const [first] = operands;
    if (first === undefined) throw this.problem('A value is missing in an action.');
    const callable = ['function', 'field', 'variable', 'chain'].includes(first.kind);
    if (operands.length > 1 && !callable && !(first.kind === 'pipeline')) {
      throw this.problem('A value that is no function is given arguments.');
    }
    return operands;
  }

  #operand(): Expression {
    const base = this.#term();
    const names = this.#names();
    if (names.length === 0) return base;
    if (base.kind === 'field') return { kind: 'field', names: [...base.names, ...names] };
    if (base.kind === 'variable') return { ...base, names };
    if (['boolean', 'number', 'string', 'nil', 'dot'].includes(base.kind)) {
      throw this.problem('A constant has no fields.');
    }
    return { kind: 'chain', base, names };
  }

  #names(): string[] {
    const names: string[] = [];
    for (;;) {
      const token = this.#peek();
      if (token?.kind !== 'field' || token.spaceBefore) return names;
      names.push(token.text);
      this.#position += 1;
    }
  }

  #term(): Expression {
    const token = this.#peek();
    this.#position += 1;
    switch (token?.kind) {
      case 'dot':
        return { kind: 'dot' };
      case 'field':
        return { kind: 'field', names: [token.text] };
      case 'variable':
        return { kind: 'variable', name: token.text, names: [] };
      case 'string':
        return { kind: 'string', value: token.text };
      case 'character':
        return { kind: 'number', value: BigInt(token.text.codePointAt(0) ?? 0) };
      case 'number':
        return { kind: 'number', value: this.#number(token.text) };
      case 'identifier':
        if (token.text === 'true' || token.text === 'false') {
          return { kind: 'boolean', value: token.text === 'true' };
        }
        if (token.text === 'nil') return { kind: 'nil' };
        if (keywords.has(token.text)) throw this.problem(`Unexpected "${token.text}".`);
        return { kind: 'function', name: token.text };
      case 'punctuation':
        if (token.text === '(') {
          const pipeline = this.pipeline();
          if (!this.#is(')')) throw this.problem('A parenthesis is not closed.');
          this.#position += 1;
          return { kind: 'pipeline', pipeline };
        }
        throw this.problem(`Unexpected "${token.text}" in an action.`);
      default:
        throw this.problem('A value is missing in an action.');
    }
  }

  #number(text: string): bigint | number {
    const plain = text.replace(/_/g, '').replace(/^\+/, '');
    const negative = plain.startsWith('-');
    const digits = negative ? plain.slice(1) : plain;
    if (
      /^(?:0[xX][0-9a-fA-F]{1,16}|0[oO][0-7]{1,21}|0[bB][01]{1,63}|[1-9]\d{0,18}|0)$/.test(digits)
    ) {
      return negative ? -BigInt(digits) : BigInt(digits);
    }
    if (/^0[0-7]{1,21}$/.test(digits)) {
      const value = BigInt(`0o${digits.slice(1)}`);
      return negative ? -value : value;
    }
    if (/^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(digits)) return Number(plain);
    throw this.problem(`"${text}" is no number this interpreter knows.`);
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#position];
  }

  #is(text: string): boolean {
    const token = this.#peek();
    return token?.kind === 'punctuation' && token.text === text;
  }
}

type Closing = 'end' | 'else' | 'eof';

class TemplateParser {
  readonly #path: string;
  readonly #segments: readonly Segment[];
  readonly #definitions: TemplateDefinition[] = [];
  #position = 0;
  #depth = 0;

  constructor(path: string, segments: readonly Segment[]) {
    this.#path = path;
    this.#segments = segments;
  }

  parse(name: string): ParsedTemplate {
    const body = this.#list({ inLoop: false, closing: ['eof'] }).body;
    return { main: { name, path: this.#path, body }, definitions: this.#definitions };
  }

  /** Reads nodes up to `end` or `else`; the closing action has been consumed. */
  #list(options: { inLoop: boolean; closing: readonly Closing[]; line?: number }): {
    body: readonly TemplateNode[];
    closing: Closing;
    reader: ActionReader;
  } {
    this.#depth += 1;
    if (this.#depth > maximumDepth) {
      throw new RenderError(
        'limit',
        `Blocks are nested more than ${maximumDepth} levels deep.`,
        '',
        options.line,
      );
    }
    const body: TemplateNode[] = [];
    for (;;) {
      const segment = this.#segments[this.#position];
      this.#position += 1;
      if (segment === undefined) {
        if (!options.closing.includes('eof')) {
          throw new RenderError('template', 'A block is not closed with "end".', '', options.line);
        }
        this.#depth -= 1;
        return { body, closing: 'eof', reader: new ActionReader([], 0) };
      }
      if (segment.kind === 'text') {
        body.push({ kind: 'text', text: segment.text, line: segment.line });
        continue;
      }
      const reader = new ActionReader(segment.tokens, segment.line);
      const keyword = reader.keyword();
      if (keyword === 'end' || keyword === 'else') {
        if (!options.closing.includes(keyword)) throw reader.problem(`Unexpected "${keyword}".`);
        if (keyword === 'end') reader.finish();
        this.#depth -= 1;
        return { body, closing: keyword, reader };
      }
      const node = this.#action(reader, keyword, options.inLoop);
      if (node) body.push(node);
    }
  }

  #action(
    reader: ActionReader,
    keyword: string | undefined,
    inLoop: boolean,
  ): TemplateNode | undefined {
    const line = reader.line;
    switch (keyword) {
      case 'if':
      case 'with':
      case 'range':
        return this.#control(keyword, reader, inLoop);
      case 'define': {
        const name = reader.name();
        reader.finish();
        const { body } = this.#list({ inLoop: false, closing: ['end'], line });
        this.#definitions.push({ name, path: this.#path, body });
        return undefined;
      }
      case 'block': {
        const name = reader.name();
        const pipeline = reader.pipeline();
        reader.finish();
        const { body } = this.#list({ inLoop: false, closing: ['end'], line });
        this.#definitions.push({ name, path: this.#path, body });
        return { kind: 'template', name, pipeline, line };
      }
      case 'template': {
        const name = reader.name();
        const pipeline = reader.done ? undefined : reader.pipeline();
        reader.finish();
        return { kind: 'template', name, pipeline, line };
      }
      case 'break':
      case 'continue':
        reader.finish();
        if (!inLoop) throw reader.problem(`"${keyword}" outside of "range".`);
        return { kind: keyword, line };
      default: {
        const pipeline = reader.pipeline();
        reader.finish();
        return { kind: 'action', pipeline, line };
      }
    }
  }

  #control(kind: 'if' | 'with' | 'range', reader: ActionReader, inLoop: boolean): TemplateNode {
    const line = reader.line;
    const pipeline = reader.pipeline(kind === 'range');
    reader.finish();
    const first = this.#list({
      inLoop: inLoop || kind === 'range',
      closing: ['end', 'else'],
      line,
    });
    let otherwise: readonly TemplateNode[] = [];
    if (first.closing === 'else') {
      const next = first.reader.keyword();
      if (next === undefined) {
        first.reader.finish();
        otherwise = this.#list({ inLoop, closing: ['end'], line }).body;
      } else if (kind !== 'range' && next === kind) {
        // "else if" shares the one "end" with its "if": the nested control has consumed it.
        this.#depth += 1;
        if (this.#depth > maximumDepth) throw first.reader.problem('Too many branches.');
        otherwise = [this.#control(kind, first.reader, inLoop)];
        this.#depth -= 1;
      } else {
        throw first.reader.problem(`Unexpected "${next}" after "else".`);
      }
    }
    return { kind, pipeline, body: first.body, otherwise, line };
  }
}

/**
 * Parses a Go template. Throws only `RenderError`, with the line.
 *
 * @param options - `name` is what `include` and `template` find it by, `path` the file shown to people
 */
export function parseTemplate(options: {
  source: string;
  name: string;
  path: string;
}): ParsedTemplate {
  try {
    return new TemplateParser(options.path, lexTemplate(options.source)).parse(options.name);
  } catch (error) {
    if (error instanceof RenderError) {
      throw new RenderError(error.code, error.message, options.path, error.line);
    }
    throw error;
  }
}
