import { RepositoryFile, selectContents } from '@container-lens/engine';
import { RetrofitFiles } from '@container-lens/golden-path';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listWorkspace } from './readWorkspace';

/** Files beyond those the checks read: where routes and ports stand, and what may get a line more. */
const source = /\.([cm]?[jt]sx?|py|go|java|kt|properties)$|(^|\/)\.gitignore$/;
const leftOut = /(^|\/)(node_modules|vendor|third_party|dist|build|target)\//;
const limits = { files: 1_000, fileBytes: 256 * 1024, totalBytes: 16 * 1024 * 1024 };

/**
 * The files of a repository in the workspace, for a retrofit: what the checks read, and its sources as far as the limits go. A
 * file that is not read is known by its name, so that it is never overwritten.
 */
export async function readRepositoryFiles(folder: string): Promise<RetrofitFiles> {
  const entries = await listWorkspace(folder);
  const refusals = selectContents(entries.filter(({ type }) => type === 'file'));
  const files = new Map<string, RepositoryFile>();
  let sources = 0;
  let bytes = 0;
  for (const { path, size, type } of entries) {
    let unavailable = refusals.get(path);
    if (
      unavailable &&
      source.test(path) &&
      !leftOut.test(path) &&
      size <= limits.fileBytes &&
      sources < limits.files &&
      bytes + size <= limits.totalBytes
    ) {
      sources += 1;
      bytes += size;
      unavailable = undefined;
    }
    files.set(
      path,
      type === 'file' && !unavailable
        ? await readFile(join(folder, path))
        : { type, size, ...(unavailable && { unavailable }) },
    );
  }
  return files;
}
