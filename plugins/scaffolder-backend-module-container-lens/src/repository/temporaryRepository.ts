import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitEnvironment } from './gitEnvironment';
import { GitError } from './gitError';
import { RemoteCredentials } from './remoteCredentials';
import { RemoteRepository } from './remoteRepository';
import { repositoryLimits } from './repositoryLimits';
import { GitAnswer, runGit } from './runGit';

interface Command {
  readonly args: readonly string[];
  readonly workTree?: string;
  readonly input?: string;
  readonly author?: { name: string; email: string };
  /** Exit codes that are no failure, beside 0. */
  readonly accept?: readonly number[];
  readonly signal?: AbortSignal;
}

/** A git folder of our own, outside of every workspace, for the time of one piece of work with one remote repository. */
export class TemporaryRepository {
  readonly #signal: AbortSignal | undefined;
  readonly #credentials: RemoteCredentials;

  private constructor(
    readonly gitDir: string,
    readonly remote: RemoteRepository,
    options: { credentials: RemoteCredentials; signal?: AbortSignal },
  ) {
    this.#credentials = options.credentials;
    this.#signal = options.signal;
  }

  /** Makes one, hands it over, and removes it, whatever happens. */
  static async use<T>(
    options: { remote: RemoteRepository; credentials: RemoteCredentials; signal?: AbortSignal },
    work: (repository: TemporaryRepository) => Promise<T>,
  ): Promise<T> {
    const gitDir = await mkdtemp(join(tmpdir(), 'container-lens-git-'));
    try {
      const repository = new TemporaryRepository(gitDir, options.remote, options);
      await repository.local({ args: ['init', '--quiet', '--template='] });
      await mkdir(join(gitDir, 'info'), { recursive: true });
      // Files are taken and given byte by byte, whatever .gitattributes of the repository say about line ends and filters.
      await writeFile(
        join(gitDir, 'info', 'attributes'),
        '* -text !eol !ident !filter !working-tree-encoding\n',
      );
      return await work(repository);
    } finally {
      await rm(gitDir, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  /** Runs a command that stays on this machine. @throws GitError */
  async local(command: Command): Promise<GitAnswer> {
    return this.#run(command, repositoryLimits.localTimeMs);
  }

  /** Runs a command that talks to the host. @throws GitError */
  async network(command: Command): Promise<GitAnswer> {
    return this.#run(command, repositoryLimits.transferTimeMs, true);
  }

  /** Output of a local command, without the line end. */
  async text(...args: string[]): Promise<string> {
    return (await this.local({ args })).stdout.toString('utf8').trim();
  }

  async #run(command: Command, timeLimitMs: number, isNetwork = false): Promise<GitAnswer> {
    const { args, workTree, input, author, accept = [], signal = this.#signal } = command;
    const { gitDir, remote } = this;
    const answer = await runGit({
      args,
      cwd: workTree ?? gitDir,
      environment: gitEnvironment({
        gitDir,
        workTree,
        author,
        ...(isNetwork && {
          network: { cloneUrl: remote.cloneUrl, credentials: this.#credentials },
        }),
      }),
      input,
      timeLimitMs,
      signal,
    });
    if (answer.code === 0 || accept.includes(answer.code)) return answer;
    throw GitError.of({ remote, command: args[0] ?? '', answer, credentials: this.#credentials });
  }
}
