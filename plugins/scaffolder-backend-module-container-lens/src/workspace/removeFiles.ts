import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Removes files below a folder, and folders that are empty then. A link is removed, not what it points to. */
export async function removeFiles(folder: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    // The folder of the file, because the file itself may be a link.
    const parent = resolveSafeChildPath(folder, dirname(path));
    await rm(join(parent, path.slice(path.lastIndexOf('/') + 1)), { force: true });
    for (let at = dirname(path); at !== '.'; at = dirname(at)) {
      const isGone = await rmdir(join(folder, at)).then(
        () => true,
        () => false,
      );
      if (!isGone) break;
    }
  }
}
