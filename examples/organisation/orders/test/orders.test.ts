import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import { createApp } from '../src/app.ts';
import { Lifecycle } from '../src/lifecycle.ts';
import { readLines } from '../src/orders.ts';

test('names the first fault of an order', () => {
  assert.equal(readLines([]), 'lines must be a list with at least one line');
  assert.equal(readLines([{ article: 'A-1', quantity: 0 }]), 'lines[0].quantity must be a whole number from 1 to 999');
  assert.deepEqual(readLines([{ article: 'A-1', quantity: 2 }]), [{ article: 'A-1', quantity: 2 }]);
});

test('places an order, finds it again, and leaves the balancer while draining', async () => {
  const lifecycle = new Lifecycle();
  const server = createApp(lifecycle).listen(0);
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    assert.equal((await fetch(`${base}/readyz`)).status, 503);
    lifecycle.ready = true;
    assert.equal((await fetch(`${base}/readyz`)).status, 200);
    const placed = await fetch(`${base}/orders`, {
      method: 'POST',
      body: JSON.stringify({ lines: [{ article: 'A-1', quantity: 2 }] }),
    });
    assert.equal(placed.status, 201);
    const { id } = (await placed.json()) as { id: string };
    assert.equal((await fetch(`${base}/orders/${id}`)).status, 200);
    lifecycle.draining = true;
    assert.equal((await fetch(`${base}/readyz`)).status, 503);
    assert.equal((await fetch(`${base}/livez`)).status, 200);
    assert.match(await (await fetch(`${base}/metrics`)).text(), /^orders_requests_total\{status="5xx"\} 2$/m);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
