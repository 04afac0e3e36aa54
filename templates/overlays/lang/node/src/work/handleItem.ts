import type { FastifyBaseLogger } from 'fastify';
import type { Item } from './source.ts';

/** Does one item of work. Safe to repeat: an item may come again after a crash. */
export async function handleItem(item: Item, log: FastifyBaseLogger): Promise<void> {
  log.info({ item: item.id }, 'done');
}
