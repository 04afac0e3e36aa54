import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

/** The bytes of all files below a folder. Files that vanish meanwhile count nothing. */
export async function folderSize(dir: string): Promise<number> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  let size = 0;
  for (const entry of entries) {
    const file = path.join(dir, entry.name);
    if (entry.isDirectory()) {
      size += await folderSize(file);
    } else {
      size += await lstat(file).then(
        found => found.size,
        () => 0,
      );
    }
  }
  return size;
}
