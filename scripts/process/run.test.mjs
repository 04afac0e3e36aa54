import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { run, runOrFail } from './run.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'run-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('returns the exit code and writes the log', async () => {
  const log = path.join(folder, 'logs', 'a.log');
  assert.equal(
    await run(process.execPath, ['-e', 'console.log("said"); process.exit(3)'], { log }),
    3,
  );
  assert.equal(readFileSync(log, 'utf8'), 'said\n');
});

test('a failure carries the sentence and the end of the log', async () => {
  const log = path.join(folder, 'b.log');
  await assert.rejects(
    runOrFail(process.execPath, ['-e', 'console.log("why"); process.exit(1)'], {
      log,
      sentence: 'It did not work',
    }),
    error => error.name === 'UsageError' && error.message.startsWith('It did not work:\nwhy\n'),
  );
  await assert.rejects(
    runOrFail(path.join(folder, 'absent'), [], { sentence: 'No' }),
    /No \(.*absent could not be started: ENOENT\)/,
  );
});

for (const [signal, code] of [
  ['SIGTERM', 143],
  ['SIGINT', 130],
]) {
  test(`${signal} ends a child and its own child, too`, async () => {
    const grandchild = `process.stdout.write('grandchild ' + process.pid + '\\n'); setInterval(() => {}, 1000);`;
    const child = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'inherit' }); setInterval(() => {}, 1000);`;
    const script = path.join(folder, `${signal}.mjs`);
    writeFileSync(
      script,
      `import { run } from ${JSON.stringify(pathToFileURL(path.resolve('scripts/process/run.mjs')).href)};
       await run(process.execPath, ['-e', ${JSON.stringify(child)}]);
       console.log('went on');`,
    );
    const outer = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    outer.stdout.setEncoding('utf8');
    while (!output.includes('grandchild ')) output += (await once(outer.stdout, 'data'))[0];
    const pid = Number(/grandchild (\d+)/.exec(output)[1]);
    outer.kill(signal);
    const [exitCode] = await once(outer, 'exit');
    assert.equal(exitCode, code);
    await gone(pid);
    assert.ok(!output.includes('went on'));
  });
}

/** Killed is one thing, collected by the system another: that takes a moment. */
async function gone(pid) {
  const giveUpAt = Date.now() + 5_000;
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch (error) {
      assert.equal(error.code, 'ESRCH');
      return;
    }
    assert.ok(Date.now() < giveUpAt, `process ${pid} still runs`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
