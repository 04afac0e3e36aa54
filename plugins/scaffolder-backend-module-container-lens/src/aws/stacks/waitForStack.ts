import { DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation';
import { setTimeout } from 'node:timers/promises';
import { readStack, StackCall, StackState } from './readStack';

/**
 * Waits until what was asked for has begun and nothing is in progress any more. The signal of the call is what bounds it.
 *
 * @returns `undefined` when the stack is gone.
 */
export async function waitForStack(
  call: StackCall,
  options: {
    stack: string;
    pollMs: number;
    /** Whether this is a state after the request; CloudFormation may show the one before it for a moment. */
    isBegun: (state: StackState) => boolean;
  },
): Promise<StackState | undefined> {
  for (;;) {
    const state = await readStack(call, options.stack);
    if (!state) return undefined;
    if (options.isBegun(state) && !state.status.endsWith('_IN_PROGRESS')) return state;
    await setTimeout(options.pollMs, undefined, { signal: call.signal });
  }
}

/** Why a stack did not become what it was to be: the first reasons, in words of CloudFormation. */
export async function readFailure(call: StackCall, stack: string): Promise<string> {
  const { StackEvents } = await call.client.send(
    new DescribeStackEventsCommand({ StackName: stack }),
    { abortSignal: call.signal },
  );
  const reasons = (StackEvents ?? [])
    .filter(({ ResourceStatus }) => ResourceStatus?.endsWith('_FAILED'))
    .filter(({ ResourceStatusReason }) => !/cancelled/i.test(ResourceStatusReason ?? 'cancelled'))
    .map(event => `${event.LogicalResourceId}: ${event.ResourceStatusReason}`.slice(0, 300));
  // The newest event comes first; the cause is the oldest.
  return reasons.reverse().slice(0, 3).join('; ') || 'CloudFormation names no reason';
}
