import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { choosePort, requireFreePort } from './port.mjs';

test('takes 7007, or a number that can be a port', () => {
  assert.equal(choosePort(undefined), 7007);
  assert.equal(choosePort('7100'), 7100);
  for (const value of ['80', '70000', 'x', '7007.5']) {
    assert.throws(() => choosePort(value), /choose a number from 1024 to 65535/);
  }
});

test('says who cannot share a port', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await assert.rejects(requireFreePort(port), new RegExp(`^UsageError: Port ${port} is taken`));
  server.close();
  await once(server, 'close');
  await requireFreePort(port);
});
