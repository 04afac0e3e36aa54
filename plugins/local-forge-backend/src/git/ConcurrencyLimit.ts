import { ServiceUnavailableError } from '@backstage/errors';

/**
 * Runs at most `maxRunning` tasks at a time, in the order in which they came. Who comes when
 * `maxWaiting` tasks wait is refused at once, and who gives up while waiting never runs.
 */
export class ConcurrencyLimit {
  readonly #maxRunning: number;
  readonly #maxWaiting: number;
  readonly #waiting = new Set<() => void>();
  #running = 0;

  private constructor(options: ConcurrencyLimitOptions) {
    this.#maxRunning = options.maxRunning;
    this.#maxWaiting = options.maxWaiting;
  }

  static create(options: ConcurrencyLimitOptions): ConcurrencyLimit {
    return new ConcurrencyLimit(options);
  }

  /** Whether nothing runs and nothing waits. */
  get idle(): boolean {
    return this.#running === 0 && this.#waiting.size === 0;
  }

  /** @throws ServiceUnavailableError when too many wait; the reason of the signal when it aborts. */
  async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#enter(signal);
    try {
      return await task();
    } finally {
      this.#leave();
    }
  }

  async #enter(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.#running < this.#maxRunning) {
      this.#running += 1;
      return;
    }
    if (this.#waiting.size >= this.#maxWaiting) {
      throw new ServiceUnavailableError('The embedded forge is busy. Try again in a moment.');
    }
    await new Promise<void>((resolve, reject) => {
      this.#waiting.add(resolve);
      // Once its turn has come it no longer waits, and its task sees the signal for itself.
      signal?.addEventListener(
        'abort',
        () => {
          if (this.#waiting.delete(resolve)) {
            reject(signal.reason);
          }
        },
        { once: true },
      );
    });
  }

  /** Hands its place to the next one, so that nobody can overtake between the two. */
  #leave(): void {
    const next = this.#waiting.values().next();
    if (next.done) {
      this.#running -= 1;
      return;
    }
    this.#waiting.delete(next.value);
    next.value();
  }
}

type ConcurrencyLimitOptions = { maxRunning: number; maxWaiting: number };
