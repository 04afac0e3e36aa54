import {
  CreateRepositoryCommand,
  ECRClient,
  PutImageScanningConfigurationCommand,
  PutImageTagMutabilityCommand,
  PutLifecyclePolicyCommand,
  RepositoryAlreadyExistsException,
  TagResourceCommand,
} from '@aws-sdk/client-ecr';
import { ConflictError } from '@backstage/errors';
import { taskTag } from '../awsNames';
import { rollBack } from '../rollBack';
import {
  exclusionsOf,
  lifecycleOf,
  planNewRepository,
  planRepository,
  SettingChange,
  WantedRepository,
} from './planRepository';
import { readRepository, RepositoryAddress, RepositoryState } from './readRepository';
import { removeRepository } from './removeRepository';

/** @internal */
export interface EnsureRepositoryOptions {
  readonly client: ECRClient;
  readonly address: RepositoryAddress;
  readonly wanted: WantedRepository;
  readonly taskId: string;
  readonly signal: AbortSignal | undefined;
}

/** What was found or made. */
export interface EnsuredRepository {
  readonly uri: string;
  readonly arn: string;
  /** By this task, now or in an earlier attempt. */
  readonly created: boolean;
  readonly changes: readonly SettingChange[];
}

/**
 * Brings a repository to the preset: describes it, creates it or puts what differs. When it fails on the way, a repository
 * that this task made is removed again, because a step that throws has no outputs and so no undo token.
 *
 * @throws ConflictError before any change, when the repository belongs to somebody else or cannot become what is wanted.
 */
export async function ensureRepository(
  options: EnsureRepositoryOptions,
): Promise<EnsuredRepository> {
  const before = await readRepository(options);
  // What others made is never taken back; what an earlier attempt of this task made is.
  const removable = before === undefined || before.tags[taskTag] === options.taskId;
  try {
    if (before) return await adjust(options, before);
    const isNew = await create(options);
    // When it is not new, somebody else was faster, or the answer to an earlier request was lost.
    const after = await mustRead(options);
    if (!isNew) return await adjust(options, after);
    await putDifferences(options, after);
    const changes = planNewRepository(options.wanted, 'absent');
    return { uri: after.uri, arn: after.arn, created: true, changes };
  } catch (error) {
    throw removable
      ? await rollBack(error, signal => removeRepository({ ...options, signal }))
      : error;
  }
}

/** @returns whether it was made now. */
async function create(options: EnsureRepositoryOptions): Promise<boolean> {
  const { client, address, wanted } = options;
  try {
    await client.send(
      new CreateRepositoryCommand({
        registryId: address.account,
        repositoryName: address.name,
        imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: filtersOf(wanted),
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfiguration: wanted.kmsKeyArn
          ? { encryptionType: 'KMS', kmsKey: wanted.kmsKeyArn }
          : { encryptionType: 'AES256' },
        tags: tagsOf({ ...wanted.tags, [taskTag]: options.taskId }),
      }),
      { abortSignal: options.signal },
    );
    return true;
  } catch (error) {
    if (error instanceof RepositoryAlreadyExistsException) return false;
    throw error;
  }
}

async function adjust(
  options: EnsureRepositoryOptions,
  state: RepositoryState,
): Promise<EnsuredRepository> {
  checkPossible(options, state);
  const changes = await putDifferences(options, state);
  const created = state.tags[taskTag] === options.taskId;
  return { uri: state.uri, arn: state.arn, created, changes };
}

/** @throws ConflictError when the repository must not, or cannot, become what is wanted. */
export function checkPossible(
  options: Pick<EnsureRepositoryOptions, 'address' | 'wanted'>,
  state: RepositoryState,
): void {
  const { address, wanted } = options;
  const owner = state.tags.owner;
  if (owner !== undefined && wanted.tags.owner !== undefined && owner !== wanted.tags.owner) {
    throw new ConflictError(
      `The repository ${address.name} belongs to '${owner}', not to '${wanted.tags.owner}'. Choose another name, or change its tag 'owner' when it was handed over.`,
    );
  }
  const encryption = planRepository(state, wanted).find(({ setting }) => setting === 'encryption');
  if (encryption) {
    throw new ConflictError(
      `The repository ${address.name} is encrypted with ${encryption.from} instead of ${encryption.to}, which cannot be changed after its creation. Create it anew, or leave out kmsKeyArn.`,
    );
  }
}

async function putDifferences(
  options: EnsureRepositoryOptions,
  state: RepositoryState,
): Promise<SettingChange[]> {
  const { client, address, wanted } = options;
  const call = { abortSignal: options.signal };
  const key = { registryId: address.account, repositoryName: address.name };
  const changes = planRepository(state, wanted);
  for (const { setting } of changes) {
    if (setting === 'immutability') {
      await client.send(
        new PutImageTagMutabilityCommand({
          ...key,
          imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
          imageTagMutabilityExclusionFilters: filtersOf(wanted),
        }),
        call,
      );
    } else if (setting === 'scanning') {
      await client.send(
        new PutImageScanningConfigurationCommand({
          ...key,
          imageScanningConfiguration: { scanOnPush: true },
        }),
        call,
      );
    } else if (setting === 'lifecycle') {
      await client.send(
        new PutLifecyclePolicyCommand({ ...key, lifecyclePolicyText: lifecycleOf(wanted) }),
        call,
      );
    } else if (setting === 'tags') {
      await client.send(
        new TagResourceCommand({ resourceArn: state.arn, tags: tagsOf(wanted.tags) }),
        call,
      );
    }
  }
  return changes;
}

async function mustRead(options: EnsureRepositoryOptions): Promise<RepositoryState> {
  const state = await readRepository(options);
  if (state) return state;
  throw new ConflictError(
    `The repository ${options.address.name} went away while it was being set up. Run the task again.`,
  );
}

function filtersOf(wanted: WantedRepository) {
  return exclusionsOf(wanted).map(filter => ({ filterType: 'WILDCARD' as const, filter }));
}

function tagsOf(tags: Readonly<Record<string, string>>) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
