import { stringifyError } from '@backstage/errors';
import { UndoOutcome } from '../undo/undoHandler';

/**
 * Takes back what a step made before it failed. It has a time of its own, because the signal of the task may be what ended
 * the step.
 *
 * @returns what the step is to throw: the cause, with what is left if something is.
 */
export async function rollBack(
  cause: unknown,
  remove: (signal: AbortSignal) => Promise<UndoOutcome>,
  timeout = 60_000,
): Promise<unknown> {
  try {
    const outcome = await remove(AbortSignal.timeout(timeout));
    if (outcome.state !== 'kept') return cause;
    return new Error(`${stringifyError(cause)}. Not rolled back: ${outcome.detail}`, { cause });
  } catch (error) {
    return new Error(
      `${stringifyError(cause)}. Something may be left, because rolling back failed as well: ${stringifyError(error)}`,
      { cause },
    );
  }
}
