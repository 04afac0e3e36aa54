import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { tryLock } from './lock.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'lock-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('one holder at a time, who can be named', () => {
  const file = path.join(folder, 'deep', 'a.lock');
  const { release } = tryLock(file);
  assert.deepEqual(tryLock(file), { holder: process.pid });
  release();
  assert.ok(!existsSync(file));
  tryLock(file).release();
});

test('takes over the lock of a process that is gone', () => {
  const file = path.join(folder, 'b.lock');
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(file, String(pid));
  const { release } = tryLock(file);
  assert.equal(typeof release, 'function');
  release();
});
