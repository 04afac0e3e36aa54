import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Item, Source } from './source.ts';

interface Work {
  readonly source: Source;
  readonly handle: (item: Item, log: FastifyBaseLogger) => Promise<void>;
  readonly log: FastifyBaseLogger;
  /** Milliseconds to wait while there is nothing to do, or after the source failed. */
  readonly idleMs?: number;
}

interface Loop {
  /** Takes no new work; resolves when what is in hand is done. */
  finish(): Promise<void>;
}

/** Takes one item after another until it is told to finish. */
export function startLoop({ source, handle, log, idleMs = 1_000 }: Work): Loop {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function next(): Promise<Item | undefined> {
    try {
      return await source.take(signal);
    } catch (error) {
      if (!signal.aborted) {
        log.error({ err: error }, 'the source of work failed');
      }
      return undefined;
    }
  }

  async function work(item: Item): Promise<void> {
    try {
      await handle(item, log);
      await source.done(item);
    } catch (error) {
      log.error({ err: error, item: item.id }, 'the item failed');
      await source
        .failed(item)
        .catch((cause) => log.error({ err: cause, item: item.id }, 'the item was not given back'));
    }
  }

  const running = (async () => {
    while (!signal.aborted) {
      const item = await next();
      if (item) {
        await work(item);
      } else {
        await delay(idleMs, undefined, { signal }).catch(() => {});
      }
    }
  })();

  return {
    finish: () => {
      stopping.abort();
      return running;
    },
  };
}
