import {
  CloudFormationClient,
  DeleteChangeSetCommand,
  ExecuteChangeSetCommand,
} from '@aws-sdk/client-cloudformation';
import { ConflictError } from '@backstage/errors';
import { taskTag } from '../awsNames';
import { rollBack } from '../rollBack';
import { changeSetName, prepareChanges, PreparedChanges, WantedStack } from './prepareChanges';
import { readChangeSet, readStack, StackCall, StackState } from './readStack';
import { removeStack } from './removeStack';
import { readFailure, waitForStack } from './waitForStack';

/** @internal */
export interface EnsureStackOptions {
  readonly client: CloudFormationClient;
  readonly wanted: WantedStack;
  readonly signal: AbortSignal | undefined;
  readonly pollMs: number;
  readonly timeoutMs: number;
  /** Told as soon as there is a change set. */
  readonly onPrepared: (prepared: PreparedChanges) => Promise<void>;
}

/** What was found or made. */
export interface EnsuredStack {
  readonly state: StackState;
  /** By this task, now or in an earlier attempt. */
  readonly created: boolean;
  readonly changeSetId: string | undefined;
  readonly changes: readonly string[];
}

const settled = [
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  'IMPORT_COMPLETE',
];
const succeeded = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'IMPORT_COMPLETE'];
const removalTimeout = 10 * 60_000;

/**
 * Creates or updates a stack through a change set. When a creation fails on the way, the stack is deleted again; a failed
 * update is rolled back by CloudFormation itself.
 *
 * @throws ConflictError when the stack is in a state in which it cannot be changed, or would lose resources.
 */
export async function ensureStack(options: EnsureStackOptions): Promise<EnsuredStack> {
  const { client, wanted } = options;
  const bound = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, bound]) : bound;
  const call = { client, signal };
  const before = await settle(call, options, await readStack(call, wanted.name));
  const isOwn = before === undefined || before.tags[taskTag] === wanted.taskId;
  const isNew = before === undefined || before.status === 'REVIEW_IN_PROGRESS';
  try {
    return await change(call, options, before);
  } catch (error) {
    const cause = bound.aborted
      ? new Error(
          `The stack ${wanted.name} was not ready within ${options.timeoutMs / 60_000} minutes. Look at its events in the AWS console.`,
          { cause: error },
        )
      : error;
    if (isNew || isOwn) {
      const changeSet = changeSetName(wanted, before);
      const remove = (own: AbortSignal) =>
        removeStack(
          { client, signal: own },
          { ...options, stack: wanted.name, taskId: wanted.taskId, changeSet },
        );
      throw await rollBack(cause, remove, removalTimeout);
    }
    throw cause;
  }
}

/** Waits for what an earlier attempt of this task has begun, and refuses what cannot be changed. */
async function settle(
  call: StackCall,
  options: EnsureStackOptions,
  state: StackState | undefined,
): Promise<StackState | undefined> {
  const { wanted } = options;
  if (!state || settled.includes(state.status)) return state;
  const isOwn = state.tags[taskTag] === wanted.taskId;
  if (isOwn && state.status.endsWith('_IN_PROGRESS') && state.status !== 'REVIEW_IN_PROGRESS') {
    const after = await waitForStack(call, {
      stack: state.id,
      pollMs: options.pollMs,
      isBegun: () => true,
    });
    if (!after || settled.includes(after.status)) return after;
  }
  if (state.status === 'REVIEW_IN_PROGRESS') {
    // Only prepared: by an earlier attempt of this task, if the change set is ours.
    const changeSet = changeSetName(wanted, state);
    if (await readChangeSet(call, { stack: state.id, changeSet })) return state;
  }
  throw new ConflictError(
    `The stack ${wanted.name} is in the state ${state.status} and cannot be changed now. Wait until it is settled, or delete it when its creation failed.`,
  );
}

async function change(
  call: StackCall,
  options: EnsureStackOptions,
  before: StackState | undefined,
): Promise<EnsuredStack> {
  const { wanted, pollMs } = options;
  const isNew = before === undefined || before.status === 'REVIEW_IN_PROGRESS';
  const prepared = await prepareChanges(call, { wanted, state: before, pollMs }).catch(
    async (error: unknown) => {
      await dropChangeSet(options, before).catch(() => undefined);
      throw error;
    },
  );
  if (!prepared) {
    await dropChangeSet(options, before);
    if (isNew) throw new Error(`The template of ${wanted.name} has no resources.`);
    return {
      state: before,
      created: before.tags[taskTag] === wanted.taskId,
      changeSetId: undefined,
      changes: [],
    };
  }
  await options.onPrepared(prepared);
  if (!prepared.isExecuted) {
    await call.client.send(
      new ExecuteChangeSetCommand({
        ChangeSetName: prepared.id,
        ClientRequestToken: changeSetName(wanted, before),
      }),
      { abortSignal: call.signal },
    );
  }
  const after = await waitForStack(call, {
    stack: prepared.stackId,
    pollMs,
    isBegun: state =>
      state.status !== 'REVIEW_IN_PROGRESS' &&
      (isNew || prepared.isExecuted || state.updated !== before.updated),
  });
  if (!after || !succeeded.includes(after.status)) {
    const reason = after ? await readFailure(call, after.id) : 'it is gone';
    throw new Error(
      `The stack ${wanted.name} ended in the state ${after?.status ?? 'deleted'}: ${reason}`,
    );
  }
  return {
    state: after,
    created: after.tags[taskTag] === wanted.taskId,
    changeSetId: prepared.id,
    changes: prepared.changes,
  };
}

/** A change set that will not be executed only confuses. A stack that exists for it only is removed by the rollback. */
async function dropChangeSet(
  options: EnsureStackOptions,
  before: StackState | undefined,
): Promise<void> {
  if (!before) return;
  await options.client.send(
    new DeleteChangeSetCommand({
      StackName: before.id,
      ChangeSetName: changeSetName(options.wanted, before),
    }),
    { abortSignal: AbortSignal.timeout(30_000) },
  );
}
