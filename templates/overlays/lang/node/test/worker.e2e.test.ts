import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const worker = fileURLToPath(new URL('./fixtures/slow-worker.ts', import.meta.url));
const otel = new URL('../src/otel.ts', import.meta.url).href;

interface Message {
  readonly taken?: string;
  readonly done?: string;
}

/** Starts the worker in its own process and sends SIGTERM as soon as it has an item in hand. */
async function stopWhileWorking(env: Record<string, string>) {
  const child = fork(worker, {
    execArgv: ['--import', otel],
    env: { ...process.env, LOG_LEVEL: 'error', SHUTDOWN_DRAIN_SECONDS: '0', ...env, PORT: '0' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const taken: string[] = [];
  const done: string[] = [];
  child.on('message', (message: Message) => {
    if (message.taken) {
      taken.push(message.taken);
      // The signal handler is there before the second item; the first may come before it.
      if (message.taken === '2') {
        child.kill('SIGTERM');
        child.kill('SIGTERM');
      }
    }
    if (message.done) {
      done.push(message.done);
    }
  });
  const [code, signal] = await once(child, 'exit');
  return { taken, done, code, signal };
}

test('a stop signal lets the item in hand finish and takes no other', async () => {
  const { taken, done, code, signal } = await stopWhileWorking({
    TAKES_MS: '300',
    SHUTDOWN_TIMEOUT_SECONDS: '20',
  });
  assert.deepEqual(taken, ['1', '2']);
  assert.deepEqual(done, ['1', '2']);
  assert.deepEqual({ code, signal }, { code: 0, signal: null });
});

test('the deadline ends an item that takes too long', async () => {
  const { done, code } = await stopWhileWorking({
    TAKES_MS: '1500',
    SHUTDOWN_TIMEOUT_SECONDS: '0.5',
  });
  assert.deepEqual(done, ['1']);
  assert.equal(code, 1);
});
