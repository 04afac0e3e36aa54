import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { TemporaryRepository } from './temporaryRepository';

/**
 * Makes a tree of a folder, with git's own view of files, executable bits and links; also of files that `.gitignore` names,
 * because the folder is the repository as it should be.
 *
 * @returns the full name of the tree.
 */
export async function writeTree(
  repository: TemporaryRepository,
  options: { base: string; folder: string },
): Promise<string> {
  const { base, folder } = options;
  await repository.local({ args: ['read-tree', base] });
  await repository.local({
    args: ['add', '--all', '--force', '--', '.'],
    workTree: folder,
  });
  for (const { path, commit } of await submodulesOf(repository, base)) {
    if (await isEmpty(join(folder, path))) {
      await repository.local({
        args: ['update-index', '--add', '--cacheinfo', `160000,${commit},${path}`],
        workTree: folder,
      });
    }
  }
  return repository.text('write-tree');
}

/** A clone without its submodules has empty folders for them, and a copied one not even these; neither means to remove them. */
async function submodulesOf(repository: TemporaryRepository, base: string) {
  const { stdout } = await repository.local({
    args: ['ls-tree', '-r', '-z', '--full-tree', base],
  });
  return stdout
    .toString('utf8')
    .split('\0')
    .flatMap(entry => {
      const [, commit, path] = /^160000 commit ([0-9a-f]{40})\t(.+)$/s.exec(entry) ?? [];
      return commit !== undefined && path !== undefined ? [{ commit, path }] : [];
    });
}

async function isEmpty(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => undefined);
  if (!stats) return true;
  return stats.isDirectory() && (await readdir(path)).length === 0;
}
