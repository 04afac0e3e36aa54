import { FolderError } from './FolderError';
import { runGit } from './runGit';

/** A path of git's index. */
export interface TrackedPath {
  /** Relative to the folder. */
  readonly path: string;
  /** False where a sparse checkout leaves the file out of the working tree. */
  readonly checkedOut: boolean;
}

/** What git says of a folder. */
export interface TrackedFolder {
  readonly paths: readonly TrackedPath[];
  /** Not set in a repository without commits. */
  readonly commit?: string;
  /** True when tracked files of the folder differ from the commit. */
  readonly dirty: boolean;
}

// "H 100644 <object> 0\tpath", one per stage of a conflict; mode 160000 is a submodule.
const line = /^([A-Za-z?]) (\d{6}) [0-9a-f]{40,64} \d\t(.+)$/s;

function parseIndex(output: Buffer): TrackedPath[] {
  const paths = new Map<string, TrackedPath>();
  for (const record of output.toString('utf8').split('\0')) {
    const match = line.exec(record);
    if (!match) continue;
    const [, tag, mode, path] = match;
    if (path === undefined || mode === '160000') continue;
    paths.set(path, { path, checkedOut: tag !== 'S' && tag !== 's' });
  }
  return [...paths.values()];
}

/**
 * Lists what git's index tracks in a folder, which may be a folder inside a repository.
 *
 * @throws FolderError when git is missing or cannot read the repository.
 */
export async function listTracked(directory: string, git: string): Promise<TrackedFolder> {
  const run = (...args: string[]) => runGit({ directory, args, git });
  const index = await run('ls-files', '-z', '--stage', '-t', '--', '.');
  if (index.exitCode !== 0) {
    throw new FolderError(
      `git cannot read the repository of this folder: ${index.message.replace(/^fatal: /, '')}`,
    );
  }
  const head = await run('rev-parse', '--verify', '--quiet', 'HEAD^{commit}');
  const commit = head.stdout.toString('utf8').trim();
  const status = await run(
    'status',
    '--porcelain',
    '-z',
    '--untracked-files=no',
    '--ignore-submodules=all',
    '--no-renames',
    '--',
    '.',
  );
  return {
    paths: parseIndex(index.stdout),
    ...(/^[0-9a-f]{40,64}$/.test(commit) ? { commit } : {}),
    dirty: status.exitCode !== 0 || status.stdout.length > 0,
  };
}
