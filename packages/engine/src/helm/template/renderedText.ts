import { RenderBudget } from '../renderBudget';

/** Where a piece of rendered text comes from. */
export interface Origin {
  readonly path: string;
  readonly line: number;
}

interface Mark {
  readonly offset: number;
  readonly origin: Origin;
  /** Text of a template has its own line breaks; all of the output of an action belongs to one line. */
  readonly multiline: boolean;
}

/** The output of one template that remembers for every offset the line it was written in. */
export class RenderedText {
  readonly #budget: RenderBudget;
  readonly #parts: string[] = [];
  readonly #marks: Mark[] = [];
  #length = 0;

  constructor(budget: RenderBudget) {
    this.#budget = budget;
  }

  write(text: string, origin: Origin, multiline = false): void {
    if (text === '') return;
    this.#budget.text(text.length);
    this.#marks.push({ offset: this.#length, origin, multiline });
    this.#parts.push(text);
    this.#length += text.length;
    if (this.#length > this.#budget.limits.textLength) this.#budget.text(this.#length);
  }

  /** The text as Go's template engine leaves it. */
  raw(): string {
    return this.#parts.join('');
  }

  /** The text, and a function that tells where an offset of it was written. */
  finish(): { text: string; originOf: (offset: number) => Origin | undefined } {
    const raw = this.#parts.join('');
    const marks = this.#marks;
    const holes: number[] = [];
    // Helm removes what Go prints for nothing from the whole output.
    const text = raw.replace(/<no value>/g, (_, offset: number) => {
      holes.push(offset);
      return '';
    });
    const originOf = (offset: number): Origin | undefined => {
      let rawOffset = offset;
      for (const hole of holes) {
        if (hole > rawOffset) break;
        rawOffset += '<no value>'.length;
      }
      let low = 0;
      let high = marks.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((marks[middle]?.offset ?? 0) <= rawOffset) low = middle;
        else high = middle - 1;
      }
      const mark = marks[low];
      if (!mark) return undefined;
      if (!mark.multiline) return mark.origin;
      const before = raw.slice(mark.offset, rawOffset);
      return { path: mark.origin.path, line: mark.origin.line + (before.split('\n').length - 1) };
    };
    return { text, originOf };
  }
}
