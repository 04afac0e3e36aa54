import type { Run } from '../runOnce.ts';

/** What the job does. Safe to start again: a run may be stopped between two steps and tried once more. */
export async function doWork({ log, signal }: Run): Promise<void> {
  for (const step of ['prepare', 'work', 'tidy up']) {
    if (signal.aborted) {
      return;
    }
    log.info({ step }, 'step');
  }
}
