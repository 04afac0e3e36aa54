import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const job = fileURLToPath(new URL('../src/job.ts', import.meta.url));
const slowJob = fileURLToPath(new URL('./fixtures/slow-job.ts', import.meta.url));
const otel = new URL('../src/otel.ts', import.meta.url).href;

/** Runs a job in its own process; a job that says that it works gets SIGTERM. */
async function run(program: string, env: Record<string, string> = {}) {
  const child = fork(program, {
    execArgv: ['--import', otel],
    env: { ...process.env, LOG_LEVEL: 'silent', SHUTDOWN_TIMEOUT_SECONDS: '20', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.on('message', () => child.kill('SIGTERM'));
  const [code, signal] = await once(child, 'exit');
  return { code, signal };
}

test('a run that is done exits with 0', async () => {
  assert.deepEqual(await run(job), { code: 0, signal: null });
  assert.deepEqual(await run(slowJob, { MODE: 'done' }), { code: 0, signal: null });
});

test('a run that fails exits with 1', async () => {
  assert.deepEqual(await run(slowJob, { MODE: 'fails' }), { code: 1, signal: null });
});

test('a run that is stopped exits with 1 at its next safe point', async () => {
  assert.deepEqual(await run(slowJob, { MODE: 'long' }), { code: 1, signal: null });
});

test('the deadline ends a run that does not stop', async () => {
  const stopped = await run(slowJob, {
    MODE: 'stuck',
    SHUTDOWN_DRAIN_SECONDS: '0',
    SHUTDOWN_TIMEOUT_SECONDS: '0.5',
  });
  assert.deepEqual(stopped, { code: 1, signal: null });
});
