import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const LARGEST_OUTPUT = 32 * 1024 * 1024;

/** Repositories as folders, written when a tool first needs one, and the tools that read them. */
export class Workshop {
  #folder;
  #written = new Map();

  constructor(folder) {
    this.#folder = folder;
  }

  /** The folder of a repository. */
  write({ name, files }) {
    const known = this.#written.get(name);
    if (known) return known;
    const folder = path.join(this.#folder, name);
    for (const { path: file, content, executable } of files) {
      const target = path.join(folder, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, content, { mode: executable ? 0o755 : 0o644 });
    }
    // actionlint looks for the root of a repository.
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    this.#written.set(name, folder);
    return folder;
  }

  /** Writes each file alone, as `<name>/<n>/<its path>`; returns the paths relative to that folder. */
  collect(name, distinct) {
    const folder = path.join(this.#folder, name);
    const files = distinct.map(({ file }, index) => {
      const relative = path.join(String(index), file.path);
      const target = path.join(folder, relative);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, file.content);
      return relative;
    });
    return { folder, files };
  }
}

/** Runs a program to its end; what it says of the files is the error. */
export async function run(command, args, { cwd, env = {}, expectCodes = [0] } = {}) {
  try {
    const { stdout } = await exec(command, args, {
      cwd,
      env: { ...process.env, ...env },
      timeout: 240_000,
      maxBuffer: LARGEST_OUTPUT,
    });
    return stdout;
  } catch (error) {
    if (expectCodes.includes(error.code)) return error.stdout;
    const output = `${error.stdout ?? ''}${error.stderr ?? ''}`.trimEnd();
    throw new Error(`${command} ${args.slice(0, 8).join(' ')} in ${cwd} failed:\n${output}`);
  }
}
