import { ConflictError } from '../errors/ConflictError';
import { chmod, lstat, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RenderedFile } from './renderedFile';

/**
 * Writes rendered files below a folder. Nothing is written when one of them is in the way of `conflict: 'error'`.
 *
 * @throws ConflictError when a file exists and `conflict` is `error`, or when a link lies on the way.
 * @public
 */
export async function writeFiles(options: {
  files: readonly RenderedFile[];
  folder: string;
  conflict: 'error' | 'replace';
}): Promise<void> {
  const { files, folder, conflict } = options;
  for (const file of files) {
    await checkWay(folder, file.path, conflict);
  }
  for (const file of files) {
    const path = join(folder, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, file.content);
    await chmod(path, file.executable ? 0o755 : 0o644);
  }
}

async function checkWay(
  folder: string,
  path: string,
  conflict: 'error' | 'replace',
): Promise<void> {
  const parts = path.split('/');
  for (let length = 1; length <= parts.length; length++) {
    const step = parts.slice(0, length).join('/');
    const stats = await lstat(join(folder, step)).catch(() => undefined);
    if (!stats) {
      return;
    }
    const isLast = length === parts.length;
    if (isLast ? !stats.isFile() : !stats.isDirectory()) {
      throw new ConflictError(`'${path}' cannot be written, because '${step}' is in the way.`);
    }
    if (isLast && conflict === 'error') {
      throw new ConflictError(
        `'${path}' exists already. Use conflict: replace to overwrite what the golden path brings.`,
      );
    }
  }
}
