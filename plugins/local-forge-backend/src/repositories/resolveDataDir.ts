import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes the data folder absolute. A relative one is resolved against the root of the installation:
 * the nearest folder, from the working directory upwards, with a `backstage.json`. `yarn start` runs
 * the backend in its own package, so the working directory alone would be a surprise.
 */
export function resolveDataDir(options: { dataDir: string; workingDir: string }): string {
  const { dataDir, workingDir } = options;
  return path.isAbsolute(dataDir) ? dataDir : path.resolve(installationRoot(workingDir), dataDir);
}

function installationRoot(workingDir: string): string {
  let dir = path.resolve(workingDir);
  while (!existsSync(path.join(dir, 'backstage.json'))) {
    const parent = path.dirname(dir);
    if (parent === dir) {
      return workingDir;
    }
    dir = parent;
  }
  return dir;
}
