import { Judgement } from '../../contract/verdict';
import { OwnContainer } from '../deployment/ownContainer';
import { Workload } from '../deployment/workload';
import { CloudSdk } from './cloudSdk';
import { judgementAt } from './judgementAt';

const staticKeys = /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY)$/;

/** Judges which identity a workload has in the cloud. @public */
export function judgeIdentity(
  workload: Workload,
  containers: readonly OwnContainer[],
  sdk: CloudSdk,
): Judgement {
  for (const container of containers) {
    // An entry without a value gives no key, wherever it comes from.
    const key = container.environment.find(
      ({ name, source, value }) =>
        staticKeys.test(name) && source !== 'field' && !(value.resolved && value.value === ''),
    );
    if (key) {
      const reason = `${container.unit} gets ${key.name}: a fixed key instead of a role.`;
      return judgementAt('fail', reason, key);
    }
  }
  switch (workload.platform) {
    case 'kubernetes':
      return judgeServiceAccount(workload, sdk);
    case 'ecs':
      return judgeTaskRole(workload, sdk);
    default:
      return judgementAt('pass', `Copilot creates a task role for ${workload.id}.`, workload);
  }
}

function judgeServiceAccount(workload: Workload, sdk: CloudSdk): Judgement {
  const { id, serviceAccount } = workload;
  const name = serviceAccount?.name;
  if (name && !name.resolved) {
    return judgementAt(
      'unknown',
      `The service account of ${id} is not known: ${name.reason}`,
      workload,
    );
  }
  const unclear = `${id} may need a role: ${sdk.open ?? ''}`;
  if (name?.value === undefined || name.value === 'default') {
    if (sdk.found) {
      const reason = `${id} calls AWS (${sdk.found.name}) with the default service account, which every pod of the namespace shares.`;
      return judgementAt('fail', reason, workload);
    }
    return sdk.open === undefined
      ? judgementAt('warn', `${id} has no service account of its own.`, workload)
      : judgementAt('unknown', unclear, workload);
  }
  const role = serviceAccount?.roleArn;
  if (role?.resolved && role.value !== undefined) {
    return judgementAt(
      'pass',
      `${id} has the role of its service account ${name.value}.`,
      workload,
    );
  }
  if (role && !role.resolved) {
    // The account asks for a role; only which one is filled in later.
    return judgementAt(
      'unknown',
      `The role of ${name.value} is not known: ${role.reason}`,
      workload,
    );
  }
  const token = serviceAccount?.automountsToken;
  if (token && !token.resolved) {
    const reason = `Whether ${id} gets a token of the cluster is not known: ${token.reason}`;
    return judgementAt('unknown', reason, workload);
  }
  if (token?.value !== false) {
    const reason = `${name.value} has no role, and ${id} gets a token of the cluster (automountServiceAccountToken).`;
    return judgementAt('warn', reason, workload);
  }
  if (sdk.found) {
    const reason = `${id} calls AWS (${sdk.found.name}), and ${name.value} has no role.`;
    return judgementAt('warn', reason, workload);
  }
  return sdk.open === undefined
    ? judgementAt('pass', `${id} has its own service account and calls no AWS.`, workload)
    : judgementAt('unknown', unclear, workload);
}

function judgeTaskRole(workload: Workload, sdk: CloudSdk): Judgement {
  const { id, taskRole, executionRole } = workload;
  if (taskRole && !taskRole.resolved) {
    return judgementAt(
      'unknown',
      `The task role of ${id} is not known: ${taskRole.reason}`,
      workload,
    );
  }
  const role = taskRole?.value;
  if (role !== undefined && role !== '') {
    if (executionRole && !executionRole.resolved) {
      const reason = `Whether the task role of ${id} is its own is not known: ${executionRole.reason}`;
      return judgementAt('unknown', reason, workload);
    }
    return executionRole?.value === role
      ? judgementAt('fail', `${id} uses one role to start tasks and to run its code.`, workload)
      : judgementAt('pass', `${id} has a task role of its own.`, workload);
  }
  if (sdk.found) {
    return judgementAt(
      'warn',
      `${id} calls AWS (${sdk.found.name}) and has no task role.`,
      workload,
    );
  }
  return sdk.open === undefined
    ? judgementAt('pass', `${id} calls no AWS and has no task role.`, workload)
    : judgementAt('unknown', `${id} has no task role and may need one: ${sdk.open}`, workload);
}
