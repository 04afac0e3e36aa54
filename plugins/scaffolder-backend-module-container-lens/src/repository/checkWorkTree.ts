import { InputError } from '@backstage/errors';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryLimits } from './repositoryLimits';

/**
 * Looks at a folder before it becomes a commit. Links count as links.
 *
 * @throws InputError for what a repository cannot hold, and for more than the portal brings to one.
 */
export async function checkWorkTree(folder: string): Promise<void> {
  const seen = { files: 0, bytes: 0 };
  await walk({ folder, path: '', depth: 1, seen });
  if (seen.files === 0) {
    throw new InputError(
      'The folder to propose is empty. It must hold the whole repository as it should be, not only what changes.',
    );
  }
}

async function walk(options: {
  folder: string;
  path: string;
  depth: number;
  seen: { files: number; bytes: number };
}): Promise<void> {
  const { folder, path, depth, seen } = options;
  if (depth > repositoryLimits.depth) {
    throw new InputError(`'${path}' lies more than ${repositoryLimits.depth} folders deep.`);
  }
  for (const name of await readdir(join(folder, path))) {
    const child = path === '' ? name : `${path}/${name}`;
    if (name.toLowerCase() === '.git') {
      // At the top it is what a stock action left; git passes over it.
      if (path === '' && name === '.git') continue;
      throw new InputError(
        `'${child}' makes its folder a repository of its own, whose files would be lost. Remove it first.`,
      );
    }
    const stats = await lstat(join(folder, child));
    if (stats.isDirectory()) {
      await walk({ folder, path: child, depth: depth + 1, seen });
      continue;
    }
    if (!stats.isFile() && !stats.isSymbolicLink()) {
      throw new InputError(`'${child}' is neither a file nor a link, and cannot be proposed.`);
    }
    seen.files += 1;
    seen.bytes += stats.size;
    if (seen.files > repositoryLimits.files || seen.bytes > repositoryLimits.totalBytes) {
      throw new InputError(
        `The folder to propose has more than ${repositoryLimits.files} files or ${repositoryLimits.totalBytes / 1024 / 1024} MiB. Something is in it that does not belong into a repository.`,
      );
    }
  }
}
