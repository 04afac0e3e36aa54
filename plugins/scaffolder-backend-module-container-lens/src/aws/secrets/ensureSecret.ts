import {
  CreateSecretCommand,
  ResourceExistsException,
  RestoreSecretCommand,
  SecretsManagerClient,
  TagResourceCommand,
} from '@aws-sdk/client-secrets-manager';
import { ConflictError } from '@backstage/errors';
import { taskTag } from '../awsNames';
import { readSecret, SecretState } from './readSecret';

/** @internal */
export interface EnsureSecretOptions {
  readonly client: SecretsManagerClient;
  /** The whole path. */
  readonly name: string;
  readonly description: string;
  readonly kmsKeyArn: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly taskId: string;
  readonly signal: AbortSignal | undefined;
}

/** What is to be done for a secret. */
export type SecretPlan = 'create' | 'restore' | 'nothing';

/** @throws ConflictError when it is on its way out and may hold what somebody still needs. */
export function planSecret(name: string, state: SecretState | undefined): SecretPlan {
  if (!state) return 'create';
  if (!state.isGoing) return 'nothing';
  // A placeholder that a rollback left behind. Without a value there is nothing in it that a deletion was to end.
  if (!state.hasValue && state.tags[taskTag] !== undefined) return 'restore';
  throw new ConflictError(
    `The secret ${name} is scheduled for deletion. Restore it, or wait until it is gone, and run the task again.`,
  );
}

/**
 * Creates a secret without a value, or leaves the one that is there as it is.
 *
 * @throws ConflictError when it is scheduled for deletion.
 */
export async function ensureSecret(
  options: EnsureSecretOptions,
): Promise<{ arn: string; created: boolean }> {
  const before = await readSecret(options);
  const plan = planSecret(options.name, before);
  if (plan === 'restore' && before) await restore(options, before);
  if (plan === 'create') await create(options);
  const after = await readSecret(options);
  if (!after) {
    throw new ConflictError(
      `The secret ${options.name} went away while it was being set up. Run the task again.`,
    );
  }
  return { arn: after.arn, created: after.tags[taskTag] === options.taskId };
}

async function create(options: EnsureSecretOptions): Promise<void> {
  try {
    await options.client.send(
      // Without a value: it is put in by those who know it, never by a template.
      new CreateSecretCommand({
        Name: options.name,
        Description: options.description,
        ...(options.kmsKeyArn ? { KmsKeyId: options.kmsKeyArn } : {}),
        Tags: tagsOf(options),
      }),
      { abortSignal: options.signal },
    );
  } catch (error) {
    // Somebody else was faster, or the answer to an earlier request was lost: the tag tells.
    if (!(error instanceof ResourceExistsException)) throw error;
  }
}

async function restore(options: EnsureSecretOptions, state: SecretState): Promise<void> {
  const call = { abortSignal: options.signal };
  // The tag first: if this ends in between, the next attempt still knows whose it is.
  await options.client.send(
    new TagResourceCommand({ SecretId: state.arn, Tags: tagsOf(options) }),
    call,
  );
  await options.client.send(new RestoreSecretCommand({ SecretId: state.arn }), call);
}

function tagsOf(options: EnsureSecretOptions) {
  const tags = { ...options.tags, [taskTag]: options.taskId };
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
