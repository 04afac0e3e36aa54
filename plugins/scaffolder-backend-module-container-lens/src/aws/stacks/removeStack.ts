import { DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { UndoOutcome } from '../../undo/undoHandler';
import { taskTag } from '../awsNames';
import { readChangeSet, readStack, StackCall } from './readStack';
import { readFailure, waitForStack } from './waitForStack';

/** Deletes a stack if this task created it and nobody has updated it since, and waits until it is gone. */
export async function removeStack(
  call: StackCall,
  options: {
    /** ARN, or the name when the ARN never arrived. */
    stack: string;
    taskId: string;
    /** Time of the last update this task knows of; not looked at when not set. */
    updated?: string;
    /** Change set of this task, by which a stack is known that has no tags yet. */
    changeSet?: string;
    pollMs: number;
  },
): Promise<UndoOutcome> {
  const what = `stack ${options.stack}`;
  const state = await readStack(call, options.stack);
  if (!state) return { state: 'absent', detail: `${what}: not there` };
  const isPrepared =
    state.status === 'REVIEW_IN_PROGRESS' &&
    options.changeSet !== undefined &&
    (await readChangeSet(call, { stack: state.id, changeSet: options.changeSet })) !== undefined;
  if (!isPrepared && state.tags[taskTag] !== options.taskId) {
    return { state: 'kept', detail: `${what}: this task did not create it (tag ${taskTag})` };
  }
  if (options.updated !== undefined && options.updated !== state.updated) {
    return { state: 'kept', detail: `${what}: was updated since, so it stays` };
  }
  // By its ARN: a stack of the same name that somebody creates meanwhile is another one.
  await call.client.send(new DeleteStackCommand({ StackName: state.id }), {
    abortSignal: call.signal,
  });
  const after = await waitForStack(call, {
    stack: state.id,
    pollMs: options.pollMs,
    isBegun: ({ status }) => status.startsWith('DELETE_'),
  });
  if (!after) return { state: 'undone', detail: `${what}: deleted` };
  const reason = await readFailure(call, state.id);
  return { state: 'kept', detail: `${what}: could not be deleted (${after.status}): ${reason}` };
}
