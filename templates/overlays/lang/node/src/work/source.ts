/** One item of work. */
export interface Item {
  readonly id: string;
}

/** Where work comes from: a queue, a stream, a table. */
export interface Source {
  /** The next item, or undefined when there is none now. Ends early when the signal says so. */
  take(signal: AbortSignal): Promise<Item | undefined>;
  /** The item is done and must not come again. */
  done(item: Item): Promise<void>;
  /** The item could not be done; the source decides when it comes again. */
  failed(item: Item): Promise<void>;
}

/** Has nothing to do. Replace it with the queue this worker is for. */
export function idleSource(): Source {
  return {
    take: async () => undefined,
    done: async () => {},
    failed: async () => {},
  };
}
