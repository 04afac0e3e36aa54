/** Expression of GitHub Actions, as far as conditions need it. */
export type Expression =
  | { readonly type: 'literal'; readonly value: Scalar }
  /** `github.event.pull_request.head.ref`, lower case; indexes written as properties. */
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly type: 'not'; readonly of: Expression }
  | {
      readonly type: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    };

export type Scalar = string | number | boolean | null;

const token =
  /\s*(?:('(?:[^']|'')*')|(&&|\|\||==|!=|<=|>=|[!<>()[\],.*])|(0x[0-9a-fA-F]+|-?\d+(?:\.\d+)?)|([A-Za-z_][\w-]*))/y;
const textLimit = 4096;
const depthLimit = 40;
const precedence: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
];

class NotUnderstood extends Error {}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  const source = text.trimEnd();
  token.lastIndex = 0;
  while (token.lastIndex < source.length) {
    const match = token.exec(source);
    if (!match) {
      throw new NotUnderstood();
    }
    tokens.push(match[0].trim());
  }
  return tokens;
}

class Parser {
  private index = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly string[]) {}

  whole(): Expression {
    const expression = this.binary(0);
    if (this.index < this.tokens.length) {
      throw new NotUnderstood();
    }
    return expression;
  }

  private take(expected?: string): string {
    const next = this.tokens[this.index++];
    if (next === undefined || (expected !== undefined && next !== expected)) {
      throw new NotUnderstood();
    }
    return next;
  }

  private binary(level: number): Expression {
    const operators = precedence[level];
    if (!operators) {
      return this.unary();
    }
    let left = this.binary(level + 1);
    while (operators.includes(this.tokens[this.index] ?? '')) {
      const operator = this.take();
      left = { type: 'binary', operator, left, right: this.binary(level + 1) };
    }
    return left;
  }

  private unary(): Expression {
    if (++this.depth > depthLimit) {
      throw new NotUnderstood();
    }
    const negated = this.tokens[this.index] === '!';
    if (negated) {
      this.index++;
    }
    const expression = negated ? { type: 'not' as const, of: this.unary() } : this.primary();
    this.depth--;
    return expression;
  }

  private primary(): Expression {
    const next = this.take();
    if (next === '(') {
      const inner = this.binary(0);
      this.take(')');
      return inner;
    }
    if (next.startsWith("'")) {
      return { type: 'literal', value: next.slice(1, -1).replaceAll("''", "'") };
    }
    if (/^[-\d]/.test(next)) {
      return { type: 'literal', value: Number(next) };
    }
    const lower = next.toLowerCase();
    if (lower === 'true' || lower === 'false') {
      return { type: 'literal', value: lower === 'true' };
    }
    if (lower === 'null') {
      return { type: 'literal', value: null };
    }
    if (!/^[A-Za-z_]/.test(next)) {
      throw new NotUnderstood();
    }
    return this.tokens[this.index] === '(' ? this.call(lower) : this.name(next);
  }

  private call(name: string): Expression {
    this.take('(');
    const args: Expression[] = [];
    while (this.tokens[this.index] !== ')') {
      args.push(this.binary(0));
      if (this.tokens[this.index] !== ')') {
        this.take(',');
      }
    }
    this.take(')');
    const expression: Expression = { type: 'call', name, args };
    // Properties of a result, as in `fromJSON(x).y`, are not followed.
    return this.hasProperty() ? { type: 'name', name: this.properties('?') } : expression;
  }

  private name(first: string): Expression {
    return { type: 'name', name: this.properties(first) };
  }

  private hasProperty(): boolean {
    return this.tokens[this.index] === '.' || this.tokens[this.index] === '[';
  }

  private properties(first: string): string {
    let name = first;
    while (this.hasProperty()) {
      if (this.take() === '.') {
        name += `.${this.take()}`;
        continue;
      }
      const inner = this.tokens[this.index] === '*' ? this.star() : this.binary(0);
      this.take(']');
      name += inner.type === 'literal' ? `.${String(inner.value)}` : '.?';
    }
    return name;
  }

  private star(): Expression {
    this.take('*');
    return { type: 'literal', value: '*' };
  }
}

/** `undefined` when the text is no expression this reader knows: then nothing is concluded from it. */
export function parseExpression(text: string): Expression | undefined {
  if (text.length > textLimit) {
    return undefined;
  }
  try {
    return new Parser(tokenize(text)).whole();
  } catch (error) {
    if (error instanceof NotUnderstood) {
      return undefined;
    }
    throw error;
  }
}
