import type { Logger } from 'pino';
import type { Config } from './config.ts';

export interface Run {
  readonly log: Logger;
  /** Aborted by SIGTERM and SIGINT: look at it between steps, and pass it to whatever waits. */
  readonly signal: AbortSignal;
}

interface Job {
  readonly work: (run: Run) => Promise<void>;
  readonly config: Pick<Config, 'shutdownTimeoutMs'>;
  readonly log: Logger;
  /** Runs after the work, for example to flush telemetry. */
  readonly onClosed?: () => Promise<void>;
}

/**
 * Does the work once. The exit code is 0 when it is done, and 1 when it failed or was stopped, so that the platform knows and
 * starts it again. A hard deadline, counted from the stop signal, exits with 1.
 */
export async function runOnce({ work, config, log, onClosed }: Job): Promise<number> {
  const stopping = new AbortController();
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping.signal.aborted) {
      return;
    }
    log.info({ signal }, 'stopping at the next safe point');
    stopping.abort();
    setTimeout(() => {
      log.error('shutdown deadline exceeded');
      process.exit(1);
    }, config.shutdownTimeoutMs).unref();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);

  let code = 0;
  try {
    await work({ log, signal: stopping.signal });
    if (stopping.signal.aborted) {
      log.warn('stopped before it was done');
      code = 1;
    } else {
      log.info('done');
    }
  } catch (error) {
    log.error({ err: error }, 'failed');
    code = 1;
  }
  await onClosed?.();
  return code;
}
