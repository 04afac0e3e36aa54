import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
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
  const { holder } = orSay(folder, () => {
    for (const name of ['', 'db', 'forge', 'work', 'logs']) makeFolder(path.join(folder, name));
    return tryLock(path.join(folder, '.lock'));
  });
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

/** `mkdir -p`. The `recursive` of Node.js never returns where a system refuses with ENOENT, as Linux below /proc. */
function makeFolder(folder) {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Somebody else was faster; a file of this name is a reason to stop.
    if (error.code !== 'EEXIST' || !statSync(folder).isDirectory()) throw error;
  }
}

/** One clear sentence when the system does not let this process write below `folder`. */
function orSay(folder, work) {
  try {
    return work();
  } catch (error) {
    if (!error.syscall) throw error;
    throw new UsageError(
      `The data folder ${folder} cannot be used (${error.code}: ${error.path ?? folder}); choose a folder that you may write to: CONTAINER_LENS_DATA=OTHER npm start`,
    );
  }
}
