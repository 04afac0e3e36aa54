import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Takes the lock `file` for this process; returns a function that gives it back, or the process id of the holder.
 * A lock whose holder is gone is taken over.
 */
export function tryLock(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        // A link appears with its content: no reader ever sees a lock without a holder.
        linkSync(own, file);
        const release = () => {
          if (holderOf(file) === process.pid) rmSync(file, { force: true });
        };
        process.on('exit', release);
        return { release };
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const holder = holderOf(file);
      if (holder !== undefined && isRunning(holder)) return { holder };
      rmSync(file, { force: true });
    }
    return { holder: holderOf(file) };
  } finally {
    rmSync(own, { force: true });
  }
}

/** As `tryLock`, but waits for the holder; `onWait` is called once when there is one. */
export async function lock(file, onWait) {
  for (let waited = false; ; waited = true) {
    const { release, holder } = tryLock(file);
    if (release) return release;
    if (!waited) onWait(holder);
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}

function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
