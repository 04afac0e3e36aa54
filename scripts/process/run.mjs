import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from './usageError.mjs';

const GRACE_MS = 15_000;
const EXIT_CODE = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

const children = new Set();
let stoppedBy;

for (const signal of Object.keys(EXIT_CODE)) {
  process.on(signal, () => {
    if (stoppedBy) return;
    stoppedBy = signal;
    stopAll(signal).then(() => process.exit(exitCodeWhenStopped ?? EXIT_CODE[signal]));
  });
}
let exitCodeWhenStopped;

/** Being stopped by a signal is the normal end from now on: the exit code is then 0. */
export function stoppingIsNormal() {
  exitCodeWhenStopped = 0;
}

/** True once a signal arrived: what fails after that, fails because it was stopped. */
export function isStopping() {
  return stoppedBy !== undefined;
}

/**
 * Starts a program in a process group of its own, so that stopping it also stops what it started. Its output goes to
 * the terminal, or to the file `log`.
 *
 * Returns the child with `ended`: a promise of `{ code, signal }` that rejects when the program cannot be started.
 */
export function start(command, args, { cwd, env, log, ipc = false } = {}) {
  let output = 'inherit';
  if (log) {
    mkdirSync(path.dirname(log), { recursive: true });
    output = openSync(log, 'w', 0o600);
  }
  const stdio = ['ignore', output, output, ...(ipc ? ['ipc'] : [])];
  const child = spawn(command, args, { cwd, env, stdio, detached: true });
  if (log) closeSync(output);
  children.add(child);
  child.ended = new Promise((resolve, reject) => {
    child.once('error', error => {
      children.delete(child);
      reject(error);
    });
    child.once('exit', (code, signal) => {
      children.delete(child);
      resolve({ code, signal });
    });
  });
  return child;
}

/** Runs a program to its end and returns its exit code (128 and more when a signal ended it). */
export async function run(command, args, options = {}) {
  const { code, signal } = await start(command, args, options).ended;
  // The signal handler above ends this process; nothing may be reported or continued meanwhile.
  if (isStopping()) await new Promise(() => {});
  return signal ? 128 : code;
}

/** As `run`, but a failure ends the script with `sentence` and the end of the log. */
export async function runOrFail(command, args, { sentence, ...options }) {
  let code;
  try {
    code = await run(command, args, options);
  } catch (error) {
    throw new UsageError(
      `${sentence} (${command} could not be started: ${error.code ?? error.message}).`,
    );
  }
  if (code === 0) return;
  throw new UsageError(
    `${sentence}${options.log ? `:\n${tail(options.log)}\nFull log: ${options.log}` : '.'}`,
  );
}

/** The last lines of a log file. */
export function tail(file, lines = 25) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/** Ends a child and everything in its group: `signal` first, after the time of grace SIGKILL. */
export async function stop(child, signal = 'SIGTERM') {
  if (child.exitCode === null && child.signalCode === null) {
    const killer = setTimeout(() => killGroup(child, 'SIGKILL'), GRACE_MS);
    killGroup(child, signal);
    await child.ended.catch(() => {});
    clearTimeout(killer);
  }
  killGroup(child, 'SIGKILL');
}

async function stopAll(signal) {
  await Promise.all([...children].map(child => stop(child, signal)));
}

function killGroup(child, signal) {
  if (!child.pid) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
