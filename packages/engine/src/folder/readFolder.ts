import { Stats } from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { RepositoryEvidence } from '../contract/evidence';
import { Observation } from '../contract/observation';
import { evidenceLimits } from '../evidence/evidenceLimits';
import { RepositoryFile, repositoryFromFiles } from '../evidence/repositoryFromFiles';
import { selectContents } from '../evidence/selectContents';
import { FolderError } from './FolderError';
import { listTracked, TrackedFolder, TrackedPath } from './listTracked';
import { describeReadError, readContent } from './readContent';
import { walkFolder } from './walkFolder';

const parallelReads = 32;

async function forEachParallel<T>(items: readonly T[], work: (item: T) => Promise<void>) {
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const item = items[next]!;
      next += 1;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: parallelReads }, worker));
}

async function resolveFolder(directory: string): Promise<string> {
  let root: string;
  try {
    root = await realpath(directory);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new FolderError(
      code === 'ENOENT'
        ? `The folder ${directory} does not exist.`
        : `The folder ${directory} could not be opened (${code}).`,
    );
  }
  if (!(await stat(root)).isDirectory()) throw new FolderError(`${directory} is not a folder.`);
  return root;
}

/** Whether the folder, or one above it, has `.git`: a folder, or a file in worktrees and submodules. */
async function isInGit(root: string): Promise<boolean> {
  for (let folder = root; ; folder = dirname(folder)) {
    const found = await lstat(join(folder, '.git')).then(
      () => true,
      () => false,
    );
    if (found) return true;
    if (folder === dirname(folder)) return false;
  }
}

/** The tracked paths, or undefined where git has nothing to say of the folder. */
async function readIndex(root: string, git: string): Promise<TrackedFolder | undefined> {
  if (!(await isInGit(root))) return undefined;
  const tracked = await listTracked(root, git);
  const isRoot = await lstat(join(root, '.git')).then(
    () => true,
    () => false,
  );
  // A new folder in someone else's repository, for example one that was just generated, is judged by its files.
  return tracked.paths.length > 0 || isRoot ? tracked : undefined;
}

/** Folders that were replaced by a link lead out of the tree; for git their files are deleted. */
function createFolderCheck(root: string): (folder: string) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>();
  return folder => {
    let answer = known.get(folder);
    if (!answer) {
      const path = join(root, folder);
      answer = realpath(path).then(
        real => real === path,
        () => false,
      );
      known.set(folder, answer);
    }
    return answer;
  };
}

/** Files that are not read, and the sizes of those that may be. */
async function inspect(root: string, paths: readonly TrackedPath[]) {
  const files = new Map<string, RepositoryFile>();
  const sizes: { path: string; size: number }[] = [];
  const isRealFolder = createFolderCheck(root);
  await forEachParallel(paths, async ({ path, checkedOut }) => {
    let stats: Stats | undefined;
    try {
      if (await isRealFolder(dirname(path))) stats = await lstat(join(root, path));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const unnamable = path.includes('\uFFFD');
      if (unnamable || (code !== 'ENOENT' && code !== 'ENOTDIR')) {
        files.set(path, describeReadError(path, error));
        return;
      }
    }
    if (stats?.isFile()) {
      sizes.push({ path, size: stats.size });
    } else if (stats?.isSymbolicLink()) {
      files.set(path, { type: 'link', size: stats.size });
    } else if (stats && !stats.isDirectory()) {
      files.set(path, describeReadError(path, { code: 'not a regular file' }));
    } else if (!checkedOut) {
      const reason = `${path} is not in the working tree (sparse checkout).`;
      const unavailable = { status: 'unavailable', code: 'source-error', reason } as const;
      files.set(path, { size: 0, unavailable });
    }
  });
  return { files, sizes };
}

/**
 * Reads a folder as repository evidence. In a git repository the paths of the index count, with the text of the working
 * copy; in a folder inside a repository only what lies in that folder; without git every regular file. Links are never
 * followed.
 *
 * @throws FolderError when the folder does not exist, or git is needed and missing or fails.
 * @public
 */
export async function readFolder(options: {
  readonly directory: string;
  /** Path of the git executable; `git` when not set. */
  readonly git?: string;
}): Promise<Observation<RepositoryEvidence>> {
  const root = await resolveFolder(options.directory);
  const tracked = await readIndex(root, options.git ?? 'git');
  let paths: readonly TrackedPath[];
  if (tracked) {
    paths = tracked.paths;
  } else {
    const walked = await walkFolder(root);
    if (!Array.isArray(walked)) return walked;
    paths = walked.map(path => ({ path, checkedOut: true }));
  }
  const origin = {
    location: basename(root),
    ...(tracked?.commit === undefined ? {} : { commit: tracked.commit }),
    ...(tracked ? { dirty: tracked.dirty } : {}),
  };
  // Too many paths: refused there, before any file is opened.
  if (paths.length > evidenceLimits.entries) {
    const files = new Map(paths.map(({ path }) => [path, { size: 0 }]));
    return repositoryFromFiles({ ...origin, files });
  }
  const { files, sizes } = await inspect(root, paths);
  const refusals = selectContents(sizes);
  await forEachParallel(sizes, async ({ path, size }) => {
    const refusal = refusals.get(path);
    files.set(path, refusal ? { size, unavailable: refusal } : await readContent(root, path));
  });
  return repositoryFromFiles({ ...origin, files });
}
