import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { digestOf, unlessStamped } from './stamp.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'stamp-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('the digest follows contents and names, not what a build writes', () => {
  mkdirSync(path.join(folder, 'src', 'dist'), { recursive: true });
  writeFileSync(path.join(folder, 'src', 'a'), '1');
  const digest = digestOf(folder, ['src', 'absent']);
  writeFileSync(path.join(folder, 'src', 'dist', 'out'), 'built');
  assert.equal(digestOf(folder, ['src']), digest);
  writeFileSync(path.join(folder, 'src', 'a'), '2');
  assert.notEqual(digestOf(folder, ['src']), digest);
});

test('works once for the same digest, and again after a failure', async () => {
  const stamp = path.join(folder, 'stamps', 's');
  let worked = 0;
  const work = async () => {
    worked++;
  };
  await assert.rejects(unlessStamped(stamp, 'x', () => Promise.reject(new Error('no'))));
  assert.equal(await unlessStamped(stamp, 'x', work), true);
  assert.equal(await unlessStamped(stamp, 'x', work), false);
  assert.equal(await unlessStamped(stamp, 'y', work), true);
  assert.equal(worked, 2);
});
