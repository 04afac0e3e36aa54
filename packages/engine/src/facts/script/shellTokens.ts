/** @public */
export interface ShellWord {
  readonly type: 'word';
  /** As written. */
  readonly raw: string;
  /** Without quotes; variables stay as they are written. */
  readonly text: string;
  /** True when a part of it is quoted: then it is no reserved word and no operator. */
  readonly quoted: boolean;
  /** Texts inside `$(...)` and backticks. */
  readonly substitutions: readonly string[];
  readonly line: number;
}

/** `&&`, `||`, `|`, `|&`, `;`, `;;`, `&`, `(`, `)`, newline, or a redirection (`<`, `2>>`, `<<<`, …). @public */
export interface ShellOperator {
  readonly type: 'operator';
  readonly text: string;
  readonly line: number;
}

/** @public */
export type ShellToken = ShellWord | ShellOperator;

/** Longest script that is read, in characters. */
export const scriptLimit = 128 * 1024;

const operators = ['&&', '||', '|&', ';;&', ';;', ';&', '|', '&', ';', '(', ')'];
const redirection = /(?:\d*|&)(?:<<<|<<-?|<&|<>|>>|>\||>&|<|>)/y;

class Lexer {
  private readonly tokens: ShellToken[] = [];
  private at = 0;
  private pending: { name: string; strips: boolean }[] = [];

  constructor(
    private readonly text: string,
    private line: number,
  ) {}

  run(): ShellToken[] {
    while (this.at < this.text.length) {
      const char = this.text[this.at]!;
      if (char === '\n') {
        this.operator('\n');
        this.skipHeredocs();
      } else if (char === ' ' || char === '\t' || char === '\r') {
        this.at++;
      } else if (char === '\\' && /^\r?\n/.test(this.text.slice(this.at + 1, this.at + 3))) {
        this.at += this.text[this.at + 1] === '\r' ? 3 : 2;
        this.line++;
      } else if (char === '#') {
        const end = this.text.indexOf('\n', this.at);
        this.at = end < 0 ? this.text.length : end;
      } else {
        this.readOperatorOrWord();
      }
    }
    return this.tokens;
  }

  private operator(text: string): void {
    this.tokens.push({ type: 'operator', text, line: this.line });
    this.at += text.length;
    if (text === '\n') {
      this.line++;
    }
  }

  private readOperatorOrWord(): void {
    redirection.lastIndex = this.at;
    const redirect = redirection.exec(this.text)?.[0];
    const process = redirect === '<' || redirect === '>';
    if (redirect !== undefined && !(process && this.text[this.at + 1] === '(')) {
      this.operator(redirect);
      if (/<<-?$/.test(redirect) && !redirect.endsWith('<<<')) {
        this.announceHeredoc(redirect.endsWith('-'));
      }
      return;
    }
    const operator = operators.find(op => this.text.startsWith(op, this.at));
    if (operator !== undefined) {
      this.operator(operator);
    } else {
      const start = this.at;
      this.tokens.push(this.readWord());
      // Whatever a text holds, reading goes on.
      this.at = Math.max(this.at, start + 1);
    }
  }

  private announceHeredoc(strips: boolean): void {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') {
      this.at++;
    }
    if (this.at < this.text.length && this.text[this.at] !== '\n') {
      const word = this.readWord();
      this.tokens.push(word);
      this.pending.push({ name: word.text, strips });
    }
  }

  private skipHeredocs(): void {
    for (const { name, strips } of this.pending) {
      while (this.at < this.text.length) {
        const end = this.text.indexOf('\n', this.at);
        const stop = end < 0 ? this.text.length : end;
        const line = this.text.slice(this.at, stop).replace(/\r$/, '');
        this.at = Math.min(stop + 1, this.text.length);
        this.line++;
        if ((strips ? line.replace(/^\t+/, '') : line) === name) {
          break;
        }
      }
    }
    this.pending = [];
  }

  private readWord(): ShellWord {
    const start = this.at;
    const line = this.line;
    let text = '';
    let quoted = false;
    let double = false;
    const substitutions: string[] = [];
    while (this.at < this.text.length) {
      const char = this.text[this.at]!;
      if (char === '\\') {
        const next = this.text[this.at + 1] ?? '';
        if (next !== '\n') {
          text += double && !'$`"\\'.includes(next) ? char + next : next;
        } else {
          this.line++;
        }
        this.at += 2;
      } else if (char === '"') {
        quoted = true;
        double = !double;
        this.at++;
      } else if (char === "'" && !double) {
        quoted = true;
        const end = this.text.indexOf("'", this.at + 1);
        const stop = end < 0 ? this.text.length : end;
        text += this.skip(this.at + 1, stop);
        this.at = stop + 1;
      } else if (
        char === '$' &&
        (this.text[this.at + 1] === '(' || this.text[this.at + 1] === '{')
      ) {
        text += this.readSubstitution(substitutions);
      } else if (char === '`') {
        const end = this.text.indexOf('`', this.at + 1);
        const stop = end < 0 ? this.text.length : end;
        const inner = this.skip(this.at + 1, stop);
        substitutions.push(inner);
        text += `\`${inner}\``;
        this.at = stop + 1;
      } else if (
        (char === '<' || char === '>') &&
        !double &&
        this.at === start &&
        this.text[this.at + 1] === '('
      ) {
        text += this.readSubstitution(substitutions);
      } else if (!double && /[ \t\r\n|&;()<>]/.test(char)) {
        // Only these end a word of a shell: a no-break space or a byte order mark is part of it.
        break;
      } else {
        if (char === '\n') {
          this.line++;
        }
        text += char;
        this.at++;
      }
    }
    this.at = Math.min(this.at, this.text.length);
    const raw = this.text.slice(start, this.at);
    return { type: 'word', raw, text, quoted, substitutions, line };
  }

  /** The text from `from` to `to`, counting its lines. */
  private skip(from: number, to: number): string {
    const part = this.text.slice(from, to);
    for (let i = part.indexOf('\n'); i >= 0; i = part.indexOf('\n', i + 1)) {
      this.line++;
    }
    return part;
  }

  /** `$(...)`, `${...}`, `<(...)`: to the matching bracket, quotes respected. */
  private readSubstitution(substitutions: string[]): string {
    const start = this.at;
    const open = this.text[start + 1]!;
    const close = open === '(' ? ')' : '}';
    let depth = 0;
    let quote = '';
    let i = start + 1;
    for (; i < this.text.length; i++) {
      const char = this.text[i]!;
      if (char === '\\') {
        i++;
      } else if (quote) {
        quote = char === quote ? '' : quote;
      } else if (char === '"' || char === "'") {
        quote = char;
      } else if (char === open) {
        depth++;
      } else if (char === close && --depth === 0) {
        break;
      }
    }
    const end = Math.min(i + 1, this.text.length);
    const whole = this.skip(start, end);
    this.at = end;
    if (open === '(' && !whole.startsWith('$((')) {
      substitutions.push(whole.slice(2, -1));
    }
    return whole;
  }
}

/**
 * Splits shell text into words and operators. Understands quotes, comments, continuation lines, here-documents and
 * substitutions; never fails (an unclosed quote runs to the end). Linear in the length of the text.
 *
 * @public
 */
export function tokenizeShell(source: string, firstLine = 1): ShellToken[] {
  return new Lexer(source.slice(0, scriptLimit), firstLine).run();
}
