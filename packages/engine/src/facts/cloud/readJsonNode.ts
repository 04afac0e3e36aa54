import { CloudNode, list, map, scalar } from './cloudNode';

const depthLimit = 100;

const numbers = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

class JsonReader {
  readonly #text: string;
  #at = 0;
  #line: number;
  #depth = 0;

  constructor(text: string, line: number) {
    this.#text = text;
    this.#line = line;
  }

  readWhole(): CloudNode | undefined {
    const value = this.#value();
    this.#skipSpace();
    return this.#at === this.#text.length ? value : undefined;
  }

  #skipSpace(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text.charCodeAt(this.#at);
      if (char === 10) this.#line++;
      else if (char !== 32 && char !== 9 && char !== 13) return;
    }
  }

  #take(char: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #value(): CloudNode | undefined {
    this.#skipSpace();
    const line = this.#line;
    switch (this.#text[this.#at]) {
      case '{':
      case '[': {
        if (++this.#depth > depthLimit) return undefined;
        const value = this.#text[this.#at++] === '{' ? this.#object(line) : this.#array(line);
        this.#depth--;
        return value;
      }
      case '"': {
        const value = this.#string();
        return value === undefined ? undefined : scalar(value, { line });
      }
      default:
        return this.#word(line);
    }
  }

  #word(line: number): CloudNode | undefined {
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', undefined],
    ] as const) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value === undefined ? { kind: 'none', line } : scalar(value, { line });
    }
    const number = this.#match(numbers);
    return number === undefined ? undefined : scalar(Number(number), { line });
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #string(): string | undefined {
    if (this.#text[this.#at] !== '"') return undefined;
    let end = this.#at + 1;
    for (; end < this.#text.length && this.#text[end] !== '"'; end++) {
      if (this.#text[end] === '\\') end++;
    }
    const found = this.#text.slice(this.#at, end + 1);
    this.#at = end + 1;
    try {
      return JSON.parse(found) as string;
    } catch {
      return undefined;
    }
  }

  #object(line: number): CloudNode | undefined {
    const entries = new Map<string, CloudNode>();
    if (this.#take('}')) return map(entries, line);
    do {
      this.#skipSpace();
      const key = this.#string();
      if (key === undefined || !this.#take(':')) return undefined;
      const value = this.#value();
      if (value === undefined) return undefined;
      entries.set(key, value);
    } while (this.#take(','));
    return this.#take('}') ? map(entries, line) : undefined;
  }

  #array(line: number): CloudNode | undefined {
    const items: CloudNode[] = [];
    if (this.#take(']')) return list(items, line);
    do {
      const value = this.#value();
      if (value === undefined) return undefined;
      items.push(value);
    } while (this.#take(','));
    return this.#take(']') ? list(items, line) : undefined;
  }
}

/**
 * Reads JSON and keeps the lines, which `JSON.parse` does not. `undefined` when the text is no JSON or nests too deep.
 */
export function readJsonNode(text: string, firstLine = 1): CloudNode | undefined {
  const reader = new JsonReader(text.replace(/^\uFEFF/, ''), firstLine);
  return reader.readWhole();
}
