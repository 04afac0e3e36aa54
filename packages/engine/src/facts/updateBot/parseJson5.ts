/** An object or list of a JSON5 text; `lines` says where each stands. */
export interface Json5Text {
  readonly data: unknown;
  /** Line of a key of an object. */
  lineOf(object: unknown, key?: string): number | undefined;
}

const sizeLimit = 256 * 1024;
const depthLimit = 40;

class NotJson5 extends Error {}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
};

class Parser {
  private at = 0;
  private line = 1;
  readonly lines = new Map<object, Map<string, number>>();

  constructor(private readonly text: string) {}

  document(): unknown {
    const value = this.value(0);
    this.skip();
    if (this.at < this.text.length) throw new NotJson5();
    return value;
  }

  private step(): string {
    const char = this.text[this.at++];
    if (char === undefined) throw new NotJson5();
    if (char === '\n') this.line++;
    return char;
  }

  /** Blanks and comments. */
  private skip(): void {
    for (;;) {
      const char = this.text[this.at];
      if (char !== undefined && /\s|\uFEFF/.test(char)) {
        this.step();
      } else if (this.text.startsWith('//', this.at)) {
        while (this.at < this.text.length && this.text[this.at] !== '\n') this.at++;
      } else if (this.text.startsWith('/*', this.at)) {
        this.at += 2;
        while (!this.text.startsWith('*/', this.at)) this.step();
        this.at += 2;
      } else {
        return;
      }
    }
  }

  private value(depth: number): unknown {
    if (depth > depthLimit) throw new NotJson5();
    this.skip();
    const char = this.text[this.at];
    if (char === '{') return this.object(depth);
    if (char === '[') return this.list(depth);
    return char === '"' || char === "'" ? this.string() : this.scalar();
  }

  private object(depth: number): unknown {
    const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    const lines = new Map([['', this.line]]);
    this.lines.set(object, lines);
    this.step();
    while (!this.ends('}')) {
      const { line } = this;
      const char = this.text[this.at];
      const key = char === '"' || char === "'" ? this.string() : this.word();
      this.skip();
      if (this.step() !== ':') throw new NotJson5();
      object[key] = this.value(depth + 1);
      lines.set(key, line);
      this.separate('}');
    }
    return object;
  }

  private list(depth: number): unknown {
    const list: unknown[] = [];
    this.lines.set(list, new Map([['', this.line]]));
    this.step();
    while (!this.ends(']')) {
      list.push(this.value(depth + 1));
      this.separate(']');
    }
    return list;
  }

  private ends(close: string): boolean {
    this.skip();
    if (this.text[this.at] !== close) return false;
    this.at++;
    return true;
  }

  private separate(close: string): void {
    this.skip();
    if (this.text[this.at] === ',') this.at++;
    else if (this.text[this.at] !== close) throw new NotJson5();
  }

  private string(): string {
    const quote = this.step();
    let out = '';
    for (;;) {
      const char = this.step();
      if (char === quote) return out;
      out += char === '\\' ? this.escaped() : char;
    }
  }

  private escaped(): string {
    const char = this.step();
    if (char === '\n') return '';
    if (char === 'u' || char === 'x') {
      const digits = this.text.slice(this.at, this.at + (char === 'u' ? 4 : 2));
      if (!/^[0-9a-f]+$/i.test(digits)) throw new NotJson5();
      this.at += digits.length;
      return String.fromCharCode(parseInt(digits, 16));
    }
    return escapes[char] ?? char;
  }

  private word(): string {
    const word = /[\w$.+-]+/y;
    word.lastIndex = this.at;
    const found = word.exec(this.text)?.[0];
    if (found === undefined) throw new NotJson5();
    this.at += found.length;
    return found;
  }

  private scalar(): unknown {
    const word = this.word();
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return undefined;
    const number = Number(word.replace(/^\+/, ''));
    if (Number.isNaN(number) && word !== 'NaN') throw new NotJson5();
    return number;
  }
}

/**
 * Reads JSON, JSON with comments or JSON5; `undefined` when the text is none, too large or nested too deep.
 *
 * @public
 */
export function parseJson5(text: string): Json5Text | undefined {
  if (text.length > sizeLimit) return undefined;
  const parser = new Parser(text);
  try {
    const data = parser.document();
    return {
      data,
      lineOf: (object, key = '') =>
        typeof object === 'object' && object !== null
          ? parser.lines.get(object)?.get(key)
          : undefined,
    };
  } catch (error) {
    if (error instanceof NotJson5) return undefined;
    throw error;
  }
}
