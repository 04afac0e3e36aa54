import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, test } from 'node:test';
import { prepareDataFolder } from './dataFolder.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'data-folder-test-'));
const before = process.env.CONTAINER_LENS_DATA;
after(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  if (before === undefined) delete process.env.CONTAINER_LENS_DATA;
  else process.env.CONTAINER_LENS_DATA = before;
});

test('makes the folders and a token that nobody else may read, and keeps the data for one process', () => {
  process.env.CONTAINER_LENS_DATA = path.join(folder, 'deep', 'data');
  const data = prepareDataFolder();
  assert.match(readFileSync(data.token, 'utf8'), /^[0-9a-f]{64}$/);
  assert.ok(existsSync(path.join(data.folder, 'work')));
  assert.throws(() => prepareDataFolder(), /already uses the data folder/);
});

test('says in one sentence that a folder cannot be used', () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  // Below /proc, the recursive mkdir of Node.js would not return.
  for (const value of [file, path.join(file, 'data'), '/proc/container-lens/data']) {
    process.env.CONTAINER_LENS_DATA = value;
    assert.throws(
      () => prepareDataFolder(),
      error => error.name === 'UsageError' && /cannot be used \(E[A-Z]+: /.test(error.message),
    );
  }
});
