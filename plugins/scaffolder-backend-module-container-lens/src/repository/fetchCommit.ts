import { InputError } from '@backstage/errors';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryLimits } from './repositoryLimits';
import { TemporaryRepository } from './temporaryRepository';

const watchEveryMs = 100;

/**
 * Fetches one commit without its history, and looks at it before anything of it is written as a file.
 *
 * @throws InputError when it is larger than what is taken.
 */
export async function fetchCommit(
  repository: TemporaryRepository,
  options: { commit: string; signal?: AbortSignal },
): Promise<void> {
  const tooMuch = new AbortController();
  const packs = join(repository.gitDir, 'objects', 'pack');
  const watch = setInterval(() => {
    sizeOf(packs).then(
      size => {
        if (size > repositoryLimits.packBytes) {
          tooMuch.abort(tooLarge(`more than ${repositoryLimits.packBytes} bytes arrived`));
        }
      },
      () => undefined,
    );
  }, watchEveryMs);
  try {
    await repository.network({
      args: [
        'fetch',
        '--quiet',
        '--depth=1',
        '--no-tags',
        '--no-recurse-submodules',
        '--no-write-fetch-head',
        '--',
        repository.remote.cloneUrl,
        `${options.commit}:refs/fetched/${options.commit}`,
      ],
      signal: options.signal ? AbortSignal.any([options.signal, tooMuch.signal]) : tooMuch.signal,
    });
  } finally {
    clearInterval(watch);
  }
  // What came faster than anybody looked.
  if ((await sizeOf(packs)) > repositoryLimits.packBytes) throw tooLarge('it arrived at once');
  await checkSize(repository, options.commit);
}

/** The sizes of the objects are known before they are unpacked: what is small on the wire can be large as a file. */
async function checkSize(repository: TemporaryRepository, commit: string): Promise<void> {
  const { stdout } = await repository.local({
    args: ['ls-tree', '-r', '-l', '-z', '--full-tree', commit],
  });
  let files = 0;
  let bytes = 0;
  for (const entry of stdout.toString('utf8').split('\0')) {
    const [head = '', path] = entry.split('\t');
    if (path === undefined) continue;
    files += 1;
    bytes += Number(head.trim().split(/ +/)[3]) || 0;
    if (path.split('/').length > repositoryLimits.depth) {
      throw tooLarge(`folders more than ${repositoryLimits.depth} deep`);
    }
  }
  if (files > repositoryLimits.files) throw tooLarge(`${files} files`);
  if (bytes > repositoryLimits.totalBytes) throw tooLarge(`${bytes} bytes`);
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    names.map(async name => (await stat(join(folder, name)).catch(() => undefined))?.size ?? 0),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function tooLarge(what: string): InputError {
  const { files, totalBytes, depth } = repositoryLimits;
  return new InputError(
    `The repository is larger than what the portal works with (${what}). At most ${files} files, ${totalBytes / 1024 / 1024} MiB and ${depth} folders deep are taken; change it by hand.`,
  );
}
