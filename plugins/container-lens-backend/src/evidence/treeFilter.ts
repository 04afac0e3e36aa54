import { collectsContent, contentLimitBytes, evidenceLimits } from '@container-lens/engine';

/** What the filter learned of one path of a tree. */
export interface ListedFile {
  readonly size: number;
  /** Why the text was not extracted; `undefined` when it was. */
  readonly skipped?: 'not-collected' | 'too-large' | 'over-budget';
}

/**
 * Files may come in any order, and the engine's own budget prefers those that decide checks; therefore more is
 * extracted than the engine will read, but not without end.
 */
const EXTRACTION_BUDGET_BYTES = 2 * evidenceLimits.totalBytes;

/**
 * The filter of one tree: writes down every path and accepts those whose text is wanted. It never throws, because
 * readers of archives do not all survive that; an overflowing tree is refused file by file and reported.
 */
export class TreeFilter {
  readonly listed = new Map<string, ListedFile>();
  overflow: string | undefined;
  #budget = EXTRACTION_BUDGET_BYTES;
  readonly #onOverflow: () => void;

  private constructor(onOverflow: () => void) {
    this.#onOverflow = onOverflow;
  }

  static create(options: { onOverflow: () => void }): TreeFilter {
    return new TreeFilter(options.onOverflow);
  }

  accepts(path: string, size: number = 0): boolean {
    if (path === '' || path.endsWith('/') || this.overflow) {
      return false;
    }
    if (this.listed.size >= evidenceLimits.entries) {
      this.overflow = `The repository has more than ${evidenceLimits.entries} files and was not read.`;
      this.#onOverflow();
      return false;
    }
    const skipped = this.#reasonToSkip(path, size);
    this.listed.set(path, { size, ...(skipped && { skipped }) });
    if (!skipped) {
      this.#budget -= size;
    }
    return !skipped;
  }

  #reasonToSkip(path: string, size: number): ListedFile['skipped'] {
    if (
      !collectsContent(path) ||
      path.length > evidenceLimits.pathLength ||
      path.split('/').length > evidenceLimits.depth
    ) {
      return 'not-collected';
    }
    if (size > contentLimitBytes(path)) {
      return 'too-large';
    }
    return size > this.#budget ? 'over-budget' : undefined;
  }
}
