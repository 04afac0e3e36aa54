import { randomUUID } from 'node:crypto';

export type OrderLine = { article: string; quantity: number };
export type Order = { id: string; state: 'received' | 'paid' | 'sent'; lines: OrderLine[] };

/** Reads the lines of an order from what a client sent; returns the first fault as a sentence. */
export function readLines(input: unknown): OrderLine[] | string {
  if (!Array.isArray(input) || input.length === 0) return 'lines must be a list with at least one line';
  if (input.length > 100) return 'an order has at most 100 lines';
  const lines: OrderLine[] = [];
  for (const [index, line] of input.entries()) {
    if (typeof line?.article !== 'string' || !/^[A-Z0-9-]{1,40}$/.test(line.article)) {
      return `lines[${index}].article must be an article number`;
    }
    if (!Number.isInteger(line.quantity) || line.quantity < 1 || line.quantity > 999) {
      return `lines[${index}].quantity must be a whole number from 1 to 999`;
    }
    lines.push({ article: line.article, quantity: line.quantity });
  }
  return lines;
}

/** The orders of this example live in memory. */
export class OrderBook {
  readonly #orders = new Map<string, Order>();

  place(lines: OrderLine[]): Order {
    const order: Order = { id: randomUUID(), state: 'received', lines };
    this.#orders.set(order.id, order);
    return order;
  }

  find(id: string): Order | undefined {
    return this.#orders.get(id);
  }
}
