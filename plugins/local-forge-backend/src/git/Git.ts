import { limits } from '../limits';
import { ConcurrencyLimit } from './ConcurrencyLimit';
import { GitError } from './GitError';
import { gitEnvironment } from './gitEnvironment';
import { type GitExit, GitProcess } from './GitProcess';

/**
 * Runs git, with argument lists, a minimal environment, time limits and bounded concurrency. Short
 * commands and transfers wait in separate queues, so that slow clones never block a page.
 */
export class Git {
  readonly #homeDir: string;
  readonly #running = new Set<GitProcess>();
  readonly #queries = ConcurrencyLimit.create({
    maxRunning: limits.concurrentQueries,
    maxWaiting: limits.waitingRequests,
  });
  readonly #transfers = ConcurrencyLimit.create({
    maxRunning: limits.concurrentTransfers,
    maxWaiting: limits.waitingRequests,
  });
  #closed = false;

  private constructor(homeDir: string) {
    this.#homeDir = homeDir;
  }

  /** @param homeDir - an empty folder, the home of the git processes. */
  static create(homeDir: string): Git {
    return new Git(homeDir);
  }

  /**
   * Runs a short command and returns its output.
   *
   * @throws GitError when the exit code is not among the accepted ones or the time was over.
   */
  async query(options: GitQueryOptions): Promise<{ code: number; stdout: Buffer }> {
    return await this.#queries.run(async () => {
      const git = this.#start({ ...options, timeLimitMs: limits.queryTimeMs });
      git.stdin.end(options.input ?? '');
      const chunks: Buffer[] = [];
      const maxBytes = options.maxBytes ?? limits.gitOutputBytes;
      let size = 0;
      let truncated = false;
      git.stdout.on('data', (chunk: Buffer) => {
        if (truncated) {
          return;
        }
        chunks.push(chunk);
        size += chunk.length;
        if (size > maxBytes) {
          truncated = true;
          git.stop('time-limit');
        }
      });
      const exit = await git.exited();
      const stdout = Buffer.concat(chunks);
      if (truncated && options.truncate) {
        return { code: 0, stdout: stdout.subarray(0, maxBytes) };
      }
      const accepted = options.acceptCodes ?? [0];
      if (exit.code === undefined || exit.stopped || !accepted.includes(exit.code)) {
        throw new GitError({ command: options.args[0] ?? '', exit });
      }
      return { code: exit.code, stdout };
    }, options.signal);
  }

  /** Like {@link Git.query}, for one line or more of text. */
  async text(options: GitQueryOptions): Promise<string> {
    return (await this.query(options)).stdout.toString('utf8').trim();
  }

  /** Runs a command that streams. `use` connects its input and output and must not wait for others. */
  async transfer(
    options: GitCommandOptions,
    use: (git: GitProcess) => Promise<void>,
  ): Promise<GitExit> {
    return await this.#transfers.run(async () => {
      const git = this.#start({ ...options, timeLimitMs: limits.transferTimeMs });
      try {
        await use(git);
      } catch (error) {
        git.stop('client-gone');
        await git.exited();
        throw error;
      }
      return await git.exited();
    }, options.signal);
  }

  /** Stops everything that runs, and waits until it is gone. */
  async close(): Promise<void> {
    this.#closed = true;
    const running = [...this.#running];
    running.forEach(git => git.stop('shutdown'));
    await Promise.allSettled(running.map(git => git.exited()));
  }

  #start(options: GitCommandOptions & { timeLimitMs: number }): GitProcess {
    if (this.#closed) {
      throw new Error('The embedded forge is shutting down.');
    }
    const git = GitProcess.start({
      args: options.args,
      cwd: options.gitDir ?? this.#homeDir,
      environment: gitEnvironment({
        homeDir: this.#homeDir,
        settings: options.settings,
        variables: {
          ...(options.gitDir === undefined ? {} : { GIT_DIR: options.gitDir }),
          ...options.variables,
        },
      }),
      timeLimitMs: options.timeLimitMs,
      signal: options.signal,
    });
    this.#running.add(git);
    const forget = () => this.#running.delete(git);
    git.exited().then(forget, forget);
    return git;
  }
}

/** One git command. */
export type GitCommandOptions = {
  /** The sub-command and its arguments. Values of a request stand behind `--end-of-options` or `--`. */
  args: readonly string[];
  gitDir?: string;
  settings?: Readonly<Record<string, string>>;
  variables?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
};

type GitQueryOptions = GitCommandOptions & {
  input?: string;
  /** Exit codes that are an answer, not a failure. */
  acceptCodes?: readonly number[];
  maxBytes?: number;
  /** Cuts output that is too long instead of failing. */
  truncate?: boolean;
};
