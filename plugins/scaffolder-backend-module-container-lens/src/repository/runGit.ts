import { spawn } from 'node:child_process';
import { repositoryLimits } from './repositoryLimits';

/** A git command that ran. */
export interface GitAnswer {
  readonly code: number;
  readonly stdout: Buffer;
  /** The beginning of what it said on standard error. */
  readonly stderr: string;
}

const stderrCharacters = 4_000;

/**
 * Runs git in a process group of its own, with an argument list. It ends with its time, with the signal, and when it says too
 * much; whatever it started ends with it.
 *
 * @throws Error when it did not come to its end; a command that fails has an exit code.
 */
export async function runGit(options: {
  args: readonly string[];
  cwd: string;
  environment: NodeJS.ProcessEnv;
  input?: string;
  timeLimitMs: number;
  signal?: AbortSignal;
}): Promise<GitAnswer> {
  const { args, input, timeLimitMs, signal } = options;
  signal?.throwIfAborted();
  const child = spawn('git', [...args], {
    cwd: options.cwd,
    env: options.environment,
    shell: false,
    detached: true,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let ended: unknown;
  let killTimer: NodeJS.Timeout | undefined;
  const signalGroup = (name: NodeJS.Signals) => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, name);
    } catch {
      // The group is gone already.
    }
  };
  const stop = (reason: unknown) => {
    if (ended !== undefined) return;
    ended = reason;
    // Politely first: git removes its lock files then.
    signalGroup('SIGTERM');
    killTimer = setTimeout(() => signalGroup('SIGKILL'), repositoryLimits.killGraceMs);
  };
  const onAbort = () => stop(signal?.reason ?? new Error('The task was cancelled.'));
  signal?.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(
    () => stop(new Error(`git ${args[0]} took longer than ${timeLimitMs / 1000} seconds.`)),
    timeLimitMs,
  );
  const chunks: Buffer[] = [];
  let size = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > repositoryLimits.outputBytes) stop(new Error(`git ${args[0]} says too much.`));
    else chunks.push(chunk);
  });
  let stderr = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    stderr = (stderr + text).slice(0, stderrCharacters);
  });
  // A process that ended early closes its input; its exit code tells what happened.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', error =>
        reject(
          new Error(
            `git could not be started (${error.message}). Install git on the machine of the portal.`,
          ),
        ),
      );
      child.once('close', exitCode => resolve(exitCode ?? -1));
    });
    if (ended !== undefined) throw ended;
    return { code, stdout: Buffer.concat(chunks), stderr };
  } finally {
    clearTimeout(timer);
    clearTimeout(killTimer);
    signal?.removeEventListener('abort', onAbort);
  }
}
