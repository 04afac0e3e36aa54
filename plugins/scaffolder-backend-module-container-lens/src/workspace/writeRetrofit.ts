import { RetrofitChange, writeFiles } from '@container-lens/golden-path';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes the changes of a plan below a folder; a file that exists keeps its mode, and no link is followed. */
export async function writeRetrofit(
  folder: string,
  changes: readonly Pick<RetrofitChange, 'path' | 'after' | 'mode'>[],
): Promise<void> {
  const files = await Promise.all(
    changes.map(async ({ path, after, mode }) => ({
      path,
      content: Buffer.from(after, 'utf8'),
      executable: mode === undefined ? await isExecutable(join(folder, path)) : mode === '100755',
      class: 'seed' as const,
      overlay: 'base',
    })),
  );
  await writeFiles({ files, folder, conflict: 'replace' });
}

async function isExecutable(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found !== undefined && Math.floor(found.mode / 0o100) % 2 === 1;
}
