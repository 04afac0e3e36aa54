import { readdirSync, readFileSync } from 'node:fs';

/**
 * The process ids of the git processes of a forge, with their children: those whose home is the
 * forge's. Synchronous, because they are gone in a moment.
 */
export function gitChildren(dataDir: string): number[] {
  return readdirSync('/proc')
    .filter(entry => /^\d+$/.test(entry))
    .map(Number)
    .filter(pid => readEnvironment(pid).includes(`HOME=${dataDir}/home\0`));
}

function readEnvironment(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}
