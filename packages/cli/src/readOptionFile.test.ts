import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptionFile } from './readOptionFile';

describe('readOptionFile', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'option-file-'));
  afterAll(() => rmSync(cwd, { recursive: true }));
  const read = (source: string) =>
    readOptionFile({ option: '--config', source, cwd, maxMebibytes: 1 });

  it('reads a file up to the limit, and no byte more', async () => {
    writeFileSync(join(cwd, 'full.yaml'), 'é'.repeat(512 * 1024));
    await expect(read('full.yaml')).resolves.toHaveLength(512 * 1024);
    writeFileSync(join(cwd, 'more.yaml'), 'x'.repeat(1024 * 1024 + 1));
    await expect(read('more.yaml')).rejects.toThrow('--config more.yaml is larger than 1 MiB.');
  });

  it('bounds a file that says it has no size', async () => {
    await expect(read('/dev/zero')).rejects.toThrow('--config /dev/zero is larger than 1 MiB.');
  });

  it('says what is missing and what is no file', async () => {
    await expect(read('none.yaml')).rejects.toThrow('--config none.yaml does not exist.');
    mkdirSync(join(cwd, 'folder'));
    await expect(read('folder')).rejects.toThrow('--config folder could not be read (EISDIR).');
  });
});
