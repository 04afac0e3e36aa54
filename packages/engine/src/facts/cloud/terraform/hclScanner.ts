/** Thrown inside the reader only; the reader turns it into `undefined`. */
export class HclSyntaxError extends Error {}

const identifier = /[A-Za-z_][A-Za-z0-9_-]{0,500}/y;
const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** A place in a text of HCL, with the few steps that its reader takes. */
export class HclScanner {
  readonly text: string;
  at = 0;
  line: number;

  constructor(text: string, line: number) {
    this.text = text;
    this.line = line;
  }

  /** Skips blanks and comments; line ends only when asked. */
  skip(lineEnds: boolean): void {
    for (; this.at < this.text.length; this.at++) {
      const char = this.text[this.at]!;
      const next = this.text[this.at + 1];
      if (char === '\n') {
        if (!lineEnds) return;
        this.line++;
      } else if (char === '#' || (char === '/' && next === '/')) {
        const end = this.text.indexOf('\n', this.at);
        this.at = (end < 0 ? this.text.length : end) - 1;
      } else if (char === '/' && next === '*') {
        const end = this.text.indexOf('*/', this.at + 2);
        if (end < 0) throw new HclSyntaxError('A comment does not end.');
        this.countLines(this.at, end);
        this.at = end + 1;
      } else if (char !== ' ' && char !== '\t' && char !== '\r') return;
    }
  }

  countLines(from: number, to: number): void {
    for (let i = from; i < to; i++) if (this.text.charCodeAt(i) === 10) this.line++;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  peek(word: string): boolean {
    return this.text.startsWith(word, this.at);
  }

  take(word: string): boolean {
    if (!this.peek(word)) return false;
    this.at += word.length;
    return true;
  }

  expect(word: string): void {
    if (!this.take(word)) throw new HclSyntaxError(`${word} is expected on line ${this.line}.`);
  }

  identifier(): string | undefined {
    return this.#match(identifier);
  }

  number(): string | undefined {
    return this.#match(number);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}
