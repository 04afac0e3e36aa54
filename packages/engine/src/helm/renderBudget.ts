import { RenderError } from './renderError';

/**
 * Bounds of rendering one chart. Steps and bytes come first, so that the outcome does not depend on the speed of the
 * machine; the time is only the last line of defence.
 *
 * @public
 */
export interface RenderLimits {
  /** Evaluated nodes, loop turns and units of work inside functions. */
  readonly steps: number;
  /** UTF-16 units of all texts that were made, output included. */
  readonly characters: number;
  /** UTF-16 units of one text. */
  readonly textLength: number;
  /** Nested templates, includes, parentheses and blocks. */
  readonly depth: number;
  readonly milliseconds: number;
}

/** @public */
export const defaultRenderLimits: RenderLimits = {
  steps: 1_000_000,
  characters: 64 * 1024 * 1024,
  textLength: 4 * 1024 * 1024,
  depth: 64,
  milliseconds: 10_000,
};

/** What is left of the bounds while one chart renders. */
export class RenderBudget {
  readonly limits: RenderLimits;
  #steps = 0;
  #characters = 0;
  #depth = 0;
  readonly #deadline: number;

  private constructor(limits: RenderLimits) {
    this.limits = limits;
    this.#deadline = performance.now() + limits.milliseconds;
  }

  static create(limits: RenderLimits = defaultRenderLimits): RenderBudget {
    return new RenderBudget(limits);
  }

  step(count = 1): void {
    const before = this.#steps;
    this.#steps += count;
    if (!(this.#steps <= this.limits.steps)) {
      throw new RenderError('limit', `Rendering takes more than ${this.limits.steps} steps.`);
    }
    if (before >> 12 !== this.#steps >> 12 && performance.now() > this.#deadline) {
      throw new RenderError('limit', `Rendering takes longer than ${this.limits.milliseconds} ms.`);
    }
  }

  /** Call before a text of this length is made. */
  text(length: number): void {
    if (!(length <= this.limits.textLength)) {
      throw new RenderError(
        'limit',
        `A text would be longer than ${this.limits.textLength} characters.`,
      );
    }
    this.#characters += length;
    if (this.#characters > this.limits.characters) {
      throw new RenderError(
        'limit',
        `Rendering makes more than ${this.limits.characters} characters of text.`,
      );
    }
    this.step(length >> 8);
  }

  nest<T>(work: () => T): T {
    if (this.#depth >= this.limits.depth) {
      throw new RenderError(
        'limit',
        `Templates are nested more than ${this.limits.depth} levels deep.`,
      );
    }
    this.#depth += 1;
    try {
      return work();
    } finally {
      this.#depth -= 1;
    }
  }
}
