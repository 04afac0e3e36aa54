import { InputError } from '@backstage/errors';
import {
  RepositoryFile,
  evidenceLimits,
  repositoryFromFiles,
  selectContents,
} from '@container-lens/engine';
import { lstat, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A file or link of a workspace. */
export interface WorkspaceEntry {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly type: 'file' | 'link';
}

/**
 * Reads a task's workspace as evidence. Every file counts, because a workspace is not a Git repository yet, even where it
 * lies inside of one.
 *
 * @throws InputError when the workspace has more files or folders than an assessment takes, because a shortened list would
 * turn files that exist into absent ones.
 */
export async function readWorkspace(folder: string) {
  const entries = await listWorkspace(folder);
  const refusals = selectContents(entries.filter(({ type }) => type === 'file'));
  const files = new Map<string, RepositoryFile>();
  for (const { path, size, type } of entries) {
    const unavailable = refusals.get(path);
    const isRead = type === 'file' && !unavailable;
    files.set(
      path,
      isRead
        ? await readFile(join(folder, path))
        : { type, size, ...(unavailable && { unavailable }) },
    );
  }
  return repositoryFromFiles({ files });
}

/**
 * Every file and link below a folder; links are listed and never followed.
 *
 * @throws InputError when there are more than an assessment takes.
 */
export async function listWorkspace(folder: string): Promise<WorkspaceEntry[]> {
  const entries: WorkspaceEntry[] = [];
  await listEntries({ folder, path: '', depth: 0, entries });
  return entries;
}

async function listEntries(options: {
  folder: string;
  path: string;
  depth: number;
  entries: WorkspaceEntry[];
}): Promise<void> {
  const { folder, path, depth, entries } = options;
  for (const name of (await readdir(join(folder, path))).sort()) {
    const child = path ? `${path}/${name}` : name;
    if (child === '.git') {
      continue;
    }
    if (entries.length >= evidenceLimits.entries || depth >= evidenceLimits.depth) {
      throw new InputError(
        `The workspace has too many files or folders to be checked: at most ${evidenceLimits.entries} files, ${evidenceLimits.depth} folders deep.`,
      );
    }
    const stats = await lstat(join(folder, child));
    if (stats.isDirectory()) {
      await listEntries({ folder, path: child, depth: depth + 1, entries });
    } else {
      entries.push({ path: child, size: stats.size, type: stats.isFile() ? 'file' : 'link' });
    }
  }
}
