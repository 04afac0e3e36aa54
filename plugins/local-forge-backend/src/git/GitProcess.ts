import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { limits } from '../limits';

/** How a git process ended. */
export type GitExit = {
  /** `undefined` when a signal ended it. */
  code: number | undefined;
  /** Why we ended it, if we did. */
  stopped: 'time-limit' | 'client-gone' | 'shutdown' | undefined;
  /** The beginning of what it said on standard error. */
  stderr: string;
};

const STDERR_CHARACTERS = 8_192;

/**
 * A running git command in a process group of its own, so that its own children end with it. It
 * ends when its client goes away, when its time is over, and when the backend stops.
 */
export class GitProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #exited: Promise<GitExit>;
  #stopped: GitExit['stopped'];
  #killTimer: NodeJS.Timeout | undefined;

  private constructor(options: GitProcessOptions) {
    options.signal?.throwIfAborted();
    this.#child = spawn('git', [...options.args], {
      cwd: options.cwd,
      env: options.environment,
      shell: false,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    // A process that ended early closes its input; its exit code tells what happened.
    this.#child.stdin.on('error', () => {});
    const onAbort = () => this.stop('client-gone');
    options.signal?.addEventListener('abort', onAbort, { once: true });
    const timer = setTimeout(() => this.stop('time-limit'), options.timeLimitMs);
    let stderr = '';
    this.#child.stderr.setEncoding('utf8');
    this.#child.stderr.on('data', (text: string) => {
      stderr = (stderr + text).slice(0, STDERR_CHARACTERS);
    });
    this.#exited = new Promise<GitExit>((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('close', code =>
        resolve({ code: code ?? undefined, stopped: this.#stopped, stderr }),
      );
    }).finally(() => {
      clearTimeout(timer);
      clearTimeout(this.#killTimer);
      options.signal?.removeEventListener('abort', onAbort);
    });
    // The one who waits sees the rejection; nobody waiting yet is not a crash.
    this.#exited.catch(() => {});
  }

  static start(options: GitProcessOptions): GitProcess {
    return new GitProcess(options);
  }

  get stdin(): Writable {
    return this.#child.stdin;
  }

  get stdout(): Readable {
    return this.#child.stdout;
  }

  /** Waits until the process and everything it started are gone. */
  async exited(): Promise<GitExit> {
    return await this.#exited;
  }

  /** Asks the whole group to end, which lets git remove its lock files, and insists later. */
  stop(reason: NonNullable<GitExit['stopped']>): void {
    if (this.#stopped !== undefined) {
      return;
    }
    this.#stopped = reason;
    // The signal comes first: to a git that reads, a closed input is the end of it, and it would finish as if all were well.
    this.#signalGroup('SIGTERM');
    this.#child.stdin.destroy();
    // Unread output would keep the pipe, and with it the process, open for ever.
    this.#child.stdout.resume();
    this.#killTimer = setTimeout(() => this.#signalGroup('SIGKILL'), limits.killGraceMs);
  }

  #signalGroup(signal: NodeJS.Signals): void {
    if (this.#child.pid === undefined) {
      return;
    }
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // The group is gone already.
    }
  }
}

type GitProcessOptions = {
  args: readonly string[];
  cwd: string;
  environment: Record<string, string>;
  timeLimitMs: number;
  signal?: AbortSignal;
};
