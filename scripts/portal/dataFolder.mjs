import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { tryLock } from '../process/lock.mjs';
import { UsageError } from '../process/usageError.mjs';
import { root } from '../toolchain.mjs';

/**
 * Prepares the data folder of the quick start (`data/`, or `CONTAINER_LENS_DATA`) and keeps it for this process: the
 * folders that the configuration names, and the forge's token, which must exist before configuration is read.
 */
export function prepareDataFolder() {
  const folder = path.resolve(root, process.env.CONTAINER_LENS_DATA || 'data');
  for (const name of ['', 'db', 'forge', 'work', 'logs']) {
    mkdirSync(path.join(folder, name), { recursive: true, mode: 0o700 });
  }
  const { holder } = tryLock(path.join(folder, '.lock'));
  if (holder) {
    throw new UsageError(
      `A portal (process ${holder}) already uses the data folder ${folder}; stop it, or choose another folder: CONTAINER_LENS_DATA=OTHER npm start`,
    );
  }
  const token = path.join(folder, 'forge', 'token');
  try {
    writeFileSync(token, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    chmodSync(token, 0o600);
  }
  return { folder, token, log: path.join(folder, 'logs', 'portal.log') };
}
