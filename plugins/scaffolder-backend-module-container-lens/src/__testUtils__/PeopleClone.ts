import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A person's clone of a repository, with the person's own git. */
export class PeopleClone {
  private constructor(
    readonly folder: string,
    private readonly header: string,
  ) {}

  static async create(options: { url: string; token: string }): Promise<PeopleClone> {
    const folder = await mkdtemp(join(tmpdir(), 'people-'));
    const basic = Buffer.from(`tess:${options.token}`).toString('base64');
    const clone = new PeopleClone(folder, `Authorization: Basic ${basic}`);
    await clone.git('init', '-q', '-b', 'main');
    await clone.git('remote', 'add', 'origin', options.url);
    return clone;
  }

  async git(...args: string[]): Promise<string> {
    const { stdout } = await run('git', args, {
      cwd: this.folder,
      maxBuffer: 64 * 1024 * 1024,
      env: {
        PATH: process.env.PATH,
        HOME: this.folder,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
        GIT_AUTHOR_NAME: 'Tess Ter',
        GIT_AUTHOR_EMAIL: 'tess@example.com',
        GIT_COMMITTER_NAME: 'Tess Ter',
        GIT_COMMITTER_EMAIL: 'tess@example.com',
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'http.extraHeader',
        GIT_CONFIG_VALUE_0: this.header,
      } as unknown as NodeJS.ProcessEnv,
    });
    return stdout.trim();
  }

  /** Commits everything in the folder and pushes it to a branch. */
  async push(branch: string, message = 'Change by a person'): Promise<string> {
    await this.git('add', '-A', '--force');
    await this.git('commit', '-q', '--allow-empty', '-m', message);
    await this.git('push', '-q', 'origin', `HEAD:refs/heads/${branch}`);
    return this.git('rev-parse', 'HEAD');
  }

  /** The files of a branch as they are on the host. */
  async switchTo(branch: string): Promise<void> {
    await this.git('fetch', '-q', 'origin', `+refs/heads/${branch}:refs/remotes/origin/${branch}`);
    await this.git('checkout', '-q', '--force', '--detach', `origin/${branch}`);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
