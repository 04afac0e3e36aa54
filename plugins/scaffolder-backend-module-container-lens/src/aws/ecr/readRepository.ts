import {
  DescribeRepositoriesCommand,
  ECRClient,
  GetLifecyclePolicyCommand,
  LifecyclePolicyNotFoundException,
  ListTagsForResourceCommand,
  RepositoryNotFoundException,
} from '@aws-sdk/client-ecr';

/** How a repository is set up now. */
export interface RepositoryState {
  readonly uri: string;
  readonly arn: string;
  readonly mutability: string;
  /** Sorted. */
  readonly exclusions: readonly string[];
  readonly scanOnPush: boolean;
  readonly encryption: string;
  readonly kmsKey: string | undefined;
  /** JSON as ECR gave it. */
  readonly lifecycle: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** Which repository. */
export interface RepositoryAddress {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

/** @returns `undefined` when there is no such repository; every other answer of ECR is thrown. */
export async function readRepository(options: {
  client: ECRClient;
  address: RepositoryAddress;
  signal: AbortSignal | undefined;
}): Promise<RepositoryState | undefined> {
  const { client, address } = options;
  const call = { abortSignal: options.signal };
  // The account is in every request: credentials of another account are refused instead of acting there.
  const key = { registryId: address.account, repositoryName: address.name };
  try {
    const { repositories } = await client.send(
      new DescribeRepositoriesCommand({
        registryId: address.account,
        repositoryNames: [address.name],
      }),
      call,
    );
    const [found] = repositories ?? [];
    if (!found?.repositoryArn || !found.repositoryUri) return undefined;
    const { tags } = await client.send(
      new ListTagsForResourceCommand({ resourceArn: found.repositoryArn }),
      call,
    );
    const lifecycle = await client.send(new GetLifecyclePolicyCommand(key), call).then(
      answer => answer.lifecyclePolicyText,
      (error: unknown) => {
        if (error instanceof LifecyclePolicyNotFoundException) return undefined;
        throw error;
      },
    );
    return {
      uri: found.repositoryUri,
      arn: found.repositoryArn,
      mutability: found.imageTagMutability ?? 'MUTABLE',
      exclusions: (found.imageTagMutabilityExclusionFilters ?? [])
        .map(filter => filter.filter ?? '')
        .sort(),
      scanOnPush: found.imageScanningConfiguration?.scanOnPush === true,
      encryption: found.encryptionConfiguration?.encryptionType ?? 'AES256',
      kmsKey: found.encryptionConfiguration?.kmsKey,
      lifecycle,
      tags: Object.fromEntries((tags ?? []).map(tag => [tag.Key ?? '', tag.Value ?? ''])),
    };
  } catch (error) {
    if (error instanceof RepositoryNotFoundException) return undefined;
    throw error;
  }
}
