import {
  AlreadyExistsException,
  Capability,
  Change,
  CreateChangeSetCommand,
} from '@aws-sdk/client-cloudformation';
import { ConflictError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { taskTag } from '../awsNames';
import { readChangeSet, StackCall, StackState } from './readStack';

/** How a stack is to be. */
export interface WantedStack {
  readonly name: string;
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly capabilities: readonly Capability[];
  /** Role that CloudFormation works with. */
  readonly roleArn: string | undefined;
  /** Whether resources may be replaced or removed. */
  readonly allowReplacement: boolean;
  readonly taskId: string;
}

/** A change set that can be executed, or has been. */
export interface PreparedChanges {
  readonly id: string;
  readonly stackId: string;
  readonly changes: readonly string[];
  readonly isExecuted: boolean;
}

/** The same for the same work on the same state of the stack, so that a second attempt finds the change set of the first. */
export function changeSetName(wanted: WantedStack, state: StackState | undefined): string {
  const work = [
    wanted.taskId,
    wanted.template,
    Object.entries(wanted.parameters).sort(),
    state?.updated ?? '',
  ];
  const hash = createHash('sha256').update(JSON.stringify(work)).digest('hex');
  return `container-lens-${hash.slice(0, 32)}`;
}

/**
 * Creates a change set and waits until CloudFormation has worked it out.
 *
 * @returns `undefined` when there is nothing to change.
 * @throws ConflictError when resources would be replaced or removed and that is not allowed.
 */
export async function prepareChanges(
  call: StackCall,
  options: { wanted: WantedStack; state: StackState | undefined; pollMs: number },
): Promise<PreparedChanges | undefined> {
  const { wanted, state } = options;
  const name = changeSetName(wanted, state);
  await createChangeSet(call, { wanted, state, name });
  const address = { stack: state?.id ?? wanted.name, changeSet: name };
  const changes: Change[] = [];
  for (;;) {
    const found = await readChangeSet(call, address);
    const { Status: status, StatusReason: reason = '' } = found ?? {};
    if (
      status === 'FAILED' &&
      /didn't contain changes|No updates are to be performed/.test(reason)
    ) {
      return undefined;
    }
    if (!found || status === 'FAILED') {
      throw new Error(
        `CloudFormation cannot work out the changes of ${wanted.name}: ${reason.slice(0, 1000) || 'the change set is gone'}`,
      );
    }
    if (status === 'CREATE_COMPLETE') {
      changes.push(...(found.Changes ?? []));
      // A stack has at most 500 resources, a page 100 changes.
      for (let token = found.NextToken, pages = 0; token && pages < 10; pages += 1) {
        const page = await readChangeSet(call, { ...address, nextToken: token });
        changes.push(...(page?.Changes ?? []));
        token = page?.NextToken;
      }
      checkReplacement(wanted, changes);
      return {
        id: found.ChangeSetId ?? name,
        stackId: found.StackId ?? wanted.name,
        changes: changes.map(textOf),
        isExecuted: ['EXECUTE_COMPLETE', 'EXECUTE_IN_PROGRESS'].includes(
          found.ExecutionStatus ?? '',
        ),
      };
    }
    await setTimeout(options.pollMs, undefined, { signal: call.signal });
  }
}

async function createChangeSet(
  call: StackCall,
  options: { wanted: WantedStack; state: StackState | undefined; name: string },
): Promise<void> {
  const { wanted, state, name } = options;
  const isNew = state === undefined || state.status === 'REVIEW_IN_PROGRESS';
  // The tags of an update replace all; those that name the creator stay.
  const kept = Object.entries(state?.tags ?? {}).filter(([key]) => !key.startsWith('aws:'));
  const tags = isNew
    ? { ...wanted.tags, [taskTag]: wanted.taskId }
    : { ...Object.fromEntries(kept), ...wanted.tags };
  try {
    await call.client.send(
      new CreateChangeSetCommand({
        StackName: state?.id ?? wanted.name,
        ChangeSetName: name,
        ChangeSetType: isNew ? 'CREATE' : 'UPDATE',
        ClientToken: name,
        TemplateBody: wanted.template,
        Parameters: Object.entries(wanted.parameters).map(([ParameterKey, ParameterValue]) => ({
          ParameterKey,
          ParameterValue,
        })),
        Capabilities: [...wanted.capabilities],
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
        ...(wanted.roleArn ? { RoleARN: wanted.roleArn } : {}),
      }),
      { abortSignal: call.signal },
    );
  } catch (error) {
    // From an earlier attempt.
    if (!(error instanceof AlreadyExistsException)) throw error;
  }
}

function checkReplacement(wanted: WantedStack, changes: readonly Change[]): void {
  if (wanted.allowReplacement) return;
  const losses = changes.filter(
    ({ ResourceChange: change }) => change?.Action === 'Remove' || change?.Replacement === 'True',
  );
  if (losses.length > 0) {
    throw new ConflictError(
      `The stack ${wanted.name} would lose resources: ${losses.map(textOf).join(', ').slice(0, 1000)}. Set allowReplacement when that is wanted.`,
    );
  }
}

function textOf({ ResourceChange: change }: Change): string {
  const replaced = change?.Replacement === 'True' ? ' (replaced)' : '';
  return `${change?.Action} ${change?.ResourceType} ${change?.LogicalResourceId}${replaced}`;
}
