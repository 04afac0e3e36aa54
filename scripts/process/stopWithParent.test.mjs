import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import test from 'node:test';

test('a script ends when the shell between npm and it is ended', async () => {
  const script = `
    import { runMain } from ${JSON.stringify(new URL('./runMain.mjs', import.meta.url).href)};
    import { start } from ${JSON.stringify(new URL('./run.mjs', import.meta.url).href)};
    await runMain(async () => {
      const child = start(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      console.log('ready', child.pid);
      await child.ended;
    });`;
  // "; true" keeps the shell as a process of its own.
  const shell = spawn('/bin/sh', ['-c', '"$NODE" --input-type=module -e "$SCRIPT"; true'], {
    env: { ...process.env, NODE: process.execPath, SCRIPT: script, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [ready] = await once(shell.stdout, 'data');
  const grandchild = Number(/^ready (\d+)/.exec(String(ready))?.[1]);
  assert.ok(grandchild > 0);
  shell.kill('SIGTERM');
  // The pipe closes when the last process that holds it is gone.
  await once(shell.stdout, 'close');
  assert.throws(() => process.kill(grandchild, 0), { code: 'ESRCH' });
});
