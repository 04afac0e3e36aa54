import { Expression } from '../github/expression';

const token =
  /\s*(?:("[^"]*"|'[^']*')|(&&|\|\||==|!=|=~|!~|[()])|\$\{?(\w+)\}?|(\/(?:[^/\\]|\\.)*\/[a-z]*)|(null|true|false|\w+))/y;
const textLimit = 4096;
const depthLimit = 40;

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
    tokens.push(match[3] === undefined ? match[0].trim() : `$${match[3]}`);
  }
  return tokens;
}

class Parser {
  private index = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly string[]) {}

  whole(): Expression {
    const expression = this.either();
    if (this.index < this.tokens.length) {
      throw new NotUnderstood();
    }
    return expression;
  }

  private either(): Expression {
    let left = this.both();
    while (this.tokens[this.index] === '||') {
      this.index++;
      left = { type: 'binary', operator: '||', left, right: this.both() };
    }
    return left;
  }

  private both(): Expression {
    let left = this.comparison();
    while (this.tokens[this.index] === '&&') {
      this.index++;
      left = { type: 'binary', operator: '&&', left, right: this.comparison() };
    }
    return left;
  }

  private comparison(): Expression {
    const left = this.operand();
    const operator = this.tokens[this.index];
    if (operator === '==' || operator === '!=') {
      this.index++;
      return { type: 'binary', operator, left, right: this.operand() };
    }
    if (operator === '=~' || operator === '!~') {
      this.index++;
      // A variable that is not set matches nothing.
      const match: Expression = {
        type: 'binary',
        operator: '&&',
        left,
        right: { type: 'call', name: 'match', args: [left, this.operand()] },
      };
      return operator === '=~' ? match : { type: 'not', of: match };
    }
    return left;
  }

  private operand(): Expression {
    const next = this.tokens[this.index++];
    if (next === undefined || ++this.depth > depthLimit * 10) {
      throw new NotUnderstood();
    }
    if (next === '(') {
      this.nested++;
      if (this.nested > depthLimit) {
        throw new NotUnderstood();
      }
      const inner = this.either();
      this.nested--;
      if (this.tokens[this.index++] !== ')') {
        throw new NotUnderstood();
      }
      return inner;
    }
    if (next.startsWith('$')) {
      return { type: 'name', name: next.slice(1) };
    }
    if (/^["']/.test(next)) {
      return { type: 'literal', value: next.slice(1, -1) };
    }
    if (next.startsWith('/')) {
      return { type: 'literal', value: next };
    }
    if (!/^\w+$/.test(next)) {
      throw new NotUnderstood();
    }
    return { type: 'literal', value: next === 'null' ? null : next };
  }

  private nested = 0;
}

/** `if` of a rule of GitLab; `undefined` when it is not understood. */
export function parseCondition(text: string): Expression | undefined {
  if (text.length > textLimit) {
    return undefined;
  }
  try {
    const parser = new Parser(tokenize(text));
    return parser.whole();
  } catch (error) {
    if (error instanceof NotUnderstood) {
      return undefined;
    }
    throw error;
  }
}
