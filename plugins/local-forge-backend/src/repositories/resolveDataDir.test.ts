import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { removeDir, temporaryDir } from '../__testUtils__/startForge';
import { resolveDataDir } from './resolveDataDir';

describe('resolveDataDir', () => {
  it('resolves against the nearest folder with a backstage.json', async () => {
    const root = await temporaryDir();
    const workingDir = path.join(root, 'packages/backend');
    await mkdir(workingDir, { recursive: true });
    expect(resolveDataDir({ dataDir: './data/forge', workingDir })).toBe(
      path.join(workingDir, 'data/forge'),
    );
    await writeFile(path.join(root, 'backstage.json'), '{}');
    expect(resolveDataDir({ dataDir: './data/forge', workingDir })).toBe(
      path.join(root, 'data/forge'),
    );
    expect(resolveDataDir({ dataDir: '/srv/forge', workingDir })).toBe('/srv/forge');
    await removeDir(root);
  });
});
