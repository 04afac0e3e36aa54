import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs a part of the bundled benchmark in a process of its own; it prints JSON. */
export async function runPart(bundle, args, nodeOptions = []) {
  const { stdout } = await execute(process.execPath, [...nodeOptions, bundle, ...args], {
    maxBuffer: 512 * 1024 * 1024,
  });
  return JSON.parse(stdout);
}
