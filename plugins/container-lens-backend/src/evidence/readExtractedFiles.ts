import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  RepositoryFile,
  collectsContent,
  contentLimitBytes,
  unavailable,
} from '@container-lens/engine';
import { ListedFile } from './treeFilter';

type Unavailable = Extract<RepositoryFile, { size: number }>['unavailable'];

/** The files of an extracted tree in the form the engine takes; links are never followed. */
export async function readExtractedFiles(options: {
  readonly folder: string;
  readonly listed: ReadonlyMap<string, ListedFile>;
}): Promise<Map<string, RepositoryFile>> {
  const { folder, listed } = options;
  const files = new Map<string, RepositoryFile>();
  for (const [file, { size, skipped }] of listed) {
    files.set(
      file,
      skipped ? { size, ...reasonFor(file, skipped) } : await readOne(folder, file, size),
    );
  }
  return files;
}

async function readOne(folder: string, file: string, size: number): Promise<RepositoryFile> {
  const target = path.resolve(folder, file);
  if (!target.startsWith(folder + path.sep)) {
    // Left as it is: the engine refuses a tree with a path that leaves its root.
    return { size };
  }
  try {
    const found = await lstat(target);
    if (found.isSymbolicLink()) {
      return { type: 'link', size: found.size };
    }
    if (!found.isFile()) {
      return { size, unavailable: unreadable(file, 'it is not a regular file') };
    }
    if (found.size > contentLimitBytes(file)) {
      return { size: found.size, ...reasonFor(file, 'too-large') };
    }
    return await readFile(target);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return { size, unavailable: unreadable(file, `the archive did not hold it (${code})`) };
  }
}

function reasonFor(
  file: string,
  skipped: NonNullable<ListedFile['skipped']>,
): { unavailable?: Unavailable } {
  if (skipped === 'too-large') {
    const kib = Math.floor(contentLimitBytes(file) / 1024);
    return { unavailable: unreadable(file, `it is larger than ${kib} KiB`) };
  }
  if (skipped === 'over-budget') {
    return { unavailable: unreadable(file, "the repository's files are too large together") };
  }
  return collectsContent(file)
    ? { unavailable: unreadable(file, 'its path is too long or too deep') }
    : {};
}

function unreadable(file: string, why: string): Unavailable {
  const observation = unavailable('unparseable', `${file} was not read: ${why}.`);
  return observation.status === 'unavailable' ? observation : undefined;
}
