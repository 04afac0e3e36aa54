import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', 'dist-types', 'coverage']);

/** A digest over names and contents of files and folders; what does not exist counts as such. */
export function digestOf(root, entries) {
  const hash = createHash('sha256');
  for (const file of entries.flatMap(entry => filesOf(path.join(root, entry))).sort()) {
    const content = readFileSync(file);
    hash.update(`${path.relative(root, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Does `work` unless the stamp says that it was done for the same inputs. Returns true when it worked. */
export async function unlessStamped(stamp, digest, work) {
  if (readIfExists(stamp) === digest) return false;
  await work();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(`${stamp}.${process.pid}`, digest);
  renameSync(`${stamp}.${process.pid}`, stamp);
  return true;
}

function filesOf(entry) {
  const stat = statSync(entry, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [entry];
  return readdirSync(entry)
    .filter(name => !SKIPPED.has(name))
    .flatMap(name => filesOf(path.join(entry, name)));
}

function readIfExists(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
