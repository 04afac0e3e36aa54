const INTERVAL_MS = 500;

/**
 * Stops this process, as SIGTERM would, once the process that started it is gone.
 *
 * npm runs scripts through a shell. When somebody ends npm with SIGTERM, it ends that shell, and a shell such as dash
 * does not pass the signal on: what it started would go on without anybody to stop it.
 */
export function stopWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, INTERVAL_MS).unref();
}
