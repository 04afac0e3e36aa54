import {
  ChangeSetNotFoundException,
  CloudFormationClient,
  DescribeChangeSetCommand,
  DescribeChangeSetOutput,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';

/** What is known of a stack. */
export interface StackState {
  /** The ARN; two stacks that had the same name differ in it. */
  readonly id: string;
  readonly status: string;
  /** ISO 8601; empty when it was never updated. */
  readonly updated: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** What every call needs. */
export interface StackCall {
  readonly client: CloudFormationClient;
  readonly signal: AbortSignal | undefined;
}

/**
 * @param stack - name or ARN
 * @returns `undefined` when there is no such stack; every other answer is thrown.
 */
export async function readStack(call: StackCall, stack: string): Promise<StackState | undefined> {
  try {
    const { Stacks } = await call.client.send(new DescribeStacksCommand({ StackName: stack }), {
      abortSignal: call.signal,
    });
    const [found] = Stacks ?? [];
    if (!found?.StackId || found.StackStatus === 'DELETE_COMPLETE') return undefined;
    return {
      id: found.StackId,
      status: found.StackStatus ?? '',
      updated: found.LastUpdatedTime?.toISOString() ?? '',
      outputs: Object.fromEntries(
        (found.Outputs ?? []).map(output => [output.OutputKey ?? '', output.OutputValue ?? '']),
      ),
      tags: Object.fromEntries((found.Tags ?? []).map(tag => [tag.Key ?? '', tag.Value ?? ''])),
    };
  } catch (error) {
    // CloudFormation has no error of its own for this; other faults of the request have other words.
    const { name, message } = error as Error;
    if (name === 'ValidationError' && /does not exist/.test(message)) return undefined;
    throw error;
  }
}

/** @returns `undefined` when there is no such change set. */
export async function readChangeSet(
  call: StackCall,
  options: { stack: string; changeSet: string; nextToken?: string },
): Promise<DescribeChangeSetOutput | undefined> {
  try {
    return await call.client.send(
      new DescribeChangeSetCommand({
        StackName: options.stack,
        ChangeSetName: options.changeSet,
        NextToken: options.nextToken,
      }),
      { abortSignal: call.signal },
    );
  } catch (error) {
    if (error instanceof ChangeSetNotFoundException) return undefined;
    const { name, message } = error as Error;
    if (name === 'ValidationError' && /does not exist/.test(message)) return undefined;
    throw error;
  }
}
