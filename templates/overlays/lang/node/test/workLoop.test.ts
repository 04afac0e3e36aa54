import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import type { Item } from '../src/work/source.ts';
import { startLoop } from '../src/work/workLoop.ts';

const { log } = buildApp(readConfig({ LOG_LEVEL: 'silent' }), { phase: 'ready' });

/** Runs until the source is empty and tells what became of each item. */
async function runAll(
  items: (Item | Error)[],
  handle: (item: Item) => Promise<void>,
): Promise<string[]> {
  const outcomes: string[] = [];
  const emptied = Promise.withResolvers<void>();
  const loop = startLoop({
    source: {
      take: async () => {
        const next = items.shift();
        if (next instanceof Error) {
          throw next;
        }
        if (!next) {
          emptied.resolve();
        }
        return next;
      },
      done: async (item) => void outcomes.push(`${item.id} done`),
      failed: async (item) => void outcomes.push(`${item.id} failed`),
    },
    handle,
    log,
    idleMs: 1,
  });
  await emptied.promise;
  await loop.finish();
  return outcomes;
}

test('items are done one after another', async () => {
  const order: string[] = [];
  const outcomes = await runAll([{ id: 'a' }, { id: 'b' }], async (item) => {
    order.push(`${item.id} starts`);
    await Promise.resolve();
    order.push(`${item.id} ends`);
  });
  assert.deepEqual(order, ['a starts', 'a ends', 'b starts', 'b ends']);
  assert.deepEqual(outcomes, ['a done', 'b done']);
});

test('an item that fails is given back and the next one is taken', async () => {
  const outcomes = await runAll([{ id: 'a' }, { id: 'b' }], async (item) => {
    if (item.id === 'a') {
      throw new Error('no');
    }
  });
  assert.deepEqual(outcomes, ['a failed', 'b done']);
});

test('a source that fails is asked again', async () => {
  assert.deepEqual(await runAll([new Error('down'), { id: 'a' }], async () => {}), ['a done']);
});

test('a loop without work ends at once', async () => {
  const idle = { take: async () => undefined, done: async () => {}, failed: async () => {} };
  const loop = startLoop({ source: idle, handle: async () => {}, log, idleMs: 60_000 });
  await loop.finish();
});
