import {
  DeleteRepositoryCommand,
  ECRClient,
  RepositoryNotEmptyException,
  RepositoryNotFoundException,
} from '@aws-sdk/client-ecr';
import { UndoOutcome } from '../../undo/undoHandler';
import { taskTag } from '../awsNames';
import { readRepository, RepositoryAddress } from './readRepository';

/** Removes a repository if this task created it and nobody has pushed to it; ECR itself refuses what is not empty. */
export async function removeRepository(options: {
  client: ECRClient;
  address: RepositoryAddress;
  taskId: string;
  signal: AbortSignal;
}): Promise<UndoOutcome> {
  const { client, address } = options;
  const what = `repository ${address.name} in ${address.account}, ${address.region}`;
  const state = await readRepository(options);
  if (!state) return { state: 'absent', detail: `${what}: not there` };
  if (state.tags[taskTag] !== options.taskId) {
    return { state: 'kept', detail: `${what}: this task did not create it (tag ${taskTag})` };
  }
  try {
    await client.send(
      new DeleteRepositoryCommand({
        registryId: address.account,
        repositoryName: address.name,
        force: false,
      }),
      { abortSignal: options.signal },
    );
    return { state: 'undone', detail: `${what}: deleted` };
  } catch (error) {
    if (error instanceof RepositoryNotFoundException) {
      return { state: 'absent', detail: `${what}: not there` };
    }
    if (error instanceof RepositoryNotEmptyException) {
      return { state: 'kept', detail: `${what}: holds images already, so it stays` };
    }
    throw error;
  }
}
