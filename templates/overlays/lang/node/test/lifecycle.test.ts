import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startInstance } from './fixtures/instance.ts';

test('a stop signal drains, finishes and exits with 0', async () => {
  const instance = await startInstance({ SHUTDOWN_DRAIN_SECONDS: '0.3' });
  const slow = instance.get('/slow?ms=600');
  await instance.untilServing();
  instance.signal('SIGTERM');
  await instance.untilNotReady();
  assert.equal((await instance.get('/')).status, 200, 'requests are served while draining');
  assert.equal((await instance.get('/')).headers.connection, 'close');
  instance.signal('SIGTERM');
  assert.equal((await slow).status, 200, 'what is in flight finishes');
  assert.deepEqual(await instance.exited, { code: 0, signal: null });
});

test('the deadline ends a request that never finishes', async () => {
  const instance = await startInstance({
    SHUTDOWN_DRAIN_SECONDS: '0',
    SHUTDOWN_TIMEOUT_SECONDS: '0.5',
  });
  const stuck = instance.get('/slow?ms=60000').catch((error: Error) => error);
  await instance.untilServing();
  instance.signal('SIGTERM');
  assert.deepEqual(await instance.exited, { code: 1, signal: null });
  assert.ok((await stuck) instanceof Error);
});
