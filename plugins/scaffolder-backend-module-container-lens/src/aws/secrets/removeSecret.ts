import { DeleteSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { UndoOutcome } from '../../undo/undoHandler';
import { taskTag } from '../awsNames';
import { readSecret } from './readSecret';

/** The shortest time in which a secret can still be restored. */
const recoveryDays = 7;

/** Schedules the deletion of a secret if this task created it and nobody has given it a value. */
export async function removeSecret(options: {
  client: SecretsManagerClient;
  name: string;
  taskId: string;
  signal: AbortSignal;
}): Promise<UndoOutcome> {
  const what = `secret ${options.name}`;
  const state = await readSecret(options);
  if (!state) return { state: 'absent', detail: `${what}: not there` };
  if (state.tags[taskTag] !== options.taskId) {
    return { state: 'kept', detail: `${what}: this task did not create it (tag ${taskTag})` };
  }
  if (state.isGoing) return { state: 'absent', detail: `${what}: scheduled for deletion already` };
  if (state.hasValue) {
    return { state: 'kept', detail: `${what}: somebody has given it a value, so it stays` };
  }
  await options.client.send(
    new DeleteSecretCommand({ SecretId: state.arn, RecoveryWindowInDays: recoveryDays }),
    { abortSignal: options.signal },
  );
  return { state: 'undone', detail: `${what}: is deleted in ${recoveryDays} days` };
}
