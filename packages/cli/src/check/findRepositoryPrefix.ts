import { lstat, realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/**
 * The path of a folder inside its git repository, with forward slashes and a final one; empty at the root and outside
 * of repositories. Code hosts name files from the root of the repository.
 */
export async function findRepositoryPrefix(directory: string): Promise<string> {
  const start = await realpath(directory);
  for (let folder = start; ; folder = dirname(folder)) {
    const found = await lstat(join(folder, '.git')).then(
      () => true,
      () => false,
    );
    if (found) {
      const path = relative(folder, start);
      return path === '' ? '' : `${path.split(sep).join('/')}/`;
    }
    if (folder === dirname(folder)) return '';
  }
}
