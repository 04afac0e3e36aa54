import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A person's git with an own home, real commits and, when given, the token of the forge. */
export class GitClient {
  readonly #homeDir: string;
  readonly #token: string | undefined;

  private constructor(homeDir: string, token: string | undefined) {
    this.#homeDir = homeDir;
    this.#token = token;
  }

  static create(options: { homeDir: string; token?: string }): GitClient {
    return new GitClient(options.homeDir, options.token);
  }

  /** @throws when git fails; the error carries stderr. */
  async git(cwd: string, ...args: string[]): Promise<string> {
    const { stdout } = await run('git', args, {
      cwd,
      maxBuffer: 32 * 1024 * 1024,
      env: this.environment(),
    });
    return stdout.trim();
  }

  environment(): Record<string, string> {
    const settings: Record<string, string> = {
      'user.name': 'Tess Ter',
      'user.email': 'tess@example.com',
      'init.defaultBranch': 'main',
      'advice.detachedHead': 'false',
      'gc.auto': '0',
    };
    if (this.#token) {
      const basic = Buffer.from(`scaffolder:${this.#token}`).toString('base64');
      settings['http.extraHeader'] = `Authorization: Basic ${basic}`;
    }
    const environment: Record<string, string> = {
      PATH: process.env.PATH ?? '',
      HOME: this.#homeDir,
      GIT_TERMINAL_PROMPT: '0',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_COUNT: String(Object.keys(settings).length),
    };
    Object.entries(settings).forEach(([key, value], index) => {
      environment[`GIT_CONFIG_KEY_${index}`] = key;
      environment[`GIT_CONFIG_VALUE_${index}`] = value;
    });
    return environment;
  }

  /** Writes files (path to content) and commits everything. Returns the hash. */
  async commit(
    dir: string,
    files: Readonly<Record<string, string | Buffer>>,
    message = 'Change',
  ): Promise<string> {
    for (const [file, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(dir, file)), { recursive: true });
      await writeFile(path.join(dir, file), content);
    }
    await this.git(dir, 'add', '-A');
    await this.git(dir, 'commit', '-q', '--allow-empty', '-m', message);
    return await this.git(dir, 'rev-parse', 'HEAD');
  }

  /** A new work tree with one commit, whose `origin` is the given URL. */
  async workTree(
    dir: string,
    remote: string,
    files: Readonly<Record<string, string | Buffer>>,
  ): Promise<string> {
    await mkdir(dir, { recursive: true });
    await this.git(dir, 'init', '-q', '-b', 'main');
    await this.git(dir, 'remote', 'add', 'origin', remote);
    return await this.commit(dir, files, 'First commit');
  }
}
