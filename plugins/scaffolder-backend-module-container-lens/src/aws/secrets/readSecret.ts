import {
  DescribeSecretCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

/** What is known of a secret without reading its value. */
export interface SecretState {
  readonly arn: string;
  /** Whether it has a value, or had one. */
  readonly hasValue: boolean;
  /** Scheduled for deletion. */
  readonly isGoing: boolean;
  readonly kmsKey: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** @returns `undefined` when there is no such secret; every other answer is thrown. */
export async function readSecret(options: {
  client: SecretsManagerClient;
  name: string;
  signal: AbortSignal | undefined;
}): Promise<SecretState | undefined> {
  try {
    const found = await options.client.send(new DescribeSecretCommand({ SecretId: options.name }), {
      abortSignal: options.signal,
    });
    return {
      arn: found.ARN ?? '',
      hasValue: Object.keys(found.VersionIdsToStages ?? {}).length > 0,
      isGoing: found.DeletedDate !== undefined,
      kmsKey: found.KmsKeyId,
      tags: Object.fromEntries((found.Tags ?? []).map(tag => [tag.Key ?? '', tag.Value ?? ''])),
    };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
