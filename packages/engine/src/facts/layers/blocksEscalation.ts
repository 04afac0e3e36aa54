import { Observation } from '../../contract/observation';
import { DeploymentFact, OwnContainer } from '../deployment/ownContainer';
import { endSentence } from '../image/endSentence';
import { ImageConfig } from '../image/imageConfig';
import { isRootUser } from '../image/rootUser';

/** Whether setuid files can be used where the image runs. */
export interface EscalationReading {
  readonly status: 'blocked' | 'open' | 'unknown';
  /** A sentence. */
  readonly reason: string;
}

/** Blocked when every own container forbids privilege escalation (Kubernetes) or runs on Fargate as another user than root. */
export function blocksEscalation(
  deployed: Observation<DeploymentFact>,
  config: ImageConfig,
): EscalationReading {
  if (deployed.status === 'unavailable') {
    return { status: 'unknown', reason: endSentence(deployed.reason) };
  }
  if (deployed.status === 'absent') {
    return { status: 'open', reason: 'No descriptor forbids privilege escalation.' };
  }
  const { ownContainers, unread } = deployed.value;
  const readings = ownContainers.map(container => readContainer(container, deployed.value, config));
  const open = readings.find(({ status }) => status === 'open');
  const unknown = readings.find(({ status }) => status === 'unknown');
  if (open) return open;
  if (unknown) return unknown;
  if (unread[0]) return { status: 'unknown', reason: endSentence(unread[0].reason) };
  return readings.length > 0
    ? { status: 'blocked', reason: 'Every container forbids privilege escalation.' }
    : { status: 'open', reason: 'No container forbids privilege escalation.' };
}

function readContainer(
  container: OwnContainer,
  deployed: DeploymentFact,
  config: ImageConfig,
): EscalationReading {
  const { platform, unit } = container;
  if (platform === 'kubernetes') {
    const { allowPrivilegeEscalation: allowed } = container;
    if (!allowed.resolved) return { status: 'unknown', reason: endSentence(allowed.reason) };
    return allowed.value === false
      ? { status: 'blocked', reason: '' }
      : { status: 'open', reason: `${unit} does not set allowPrivilegeEscalation: false.` };
  }
  const workload = deployed.workloads.find(({ id }) => id === container.workload);
  const types = workload?.launchTypes;
  if (platform === 'ecs' && types && !types.resolved) {
    return { status: 'unknown', reason: endSentence(types.reason) };
  }
  const launched = types?.resolved ? (types.value ?? []) : [];
  const fargate =
    platform === 'copilot' ||
    (platform === 'ecs' && launched.length > 0 && launched.every(type => type === 'FARGATE'));
  if (!fargate) return { status: 'open', reason: `${unit} does not run on Fargate alone.` };
  const { runAsUser } = container;
  if (!runAsUser.resolved) return { status: 'unknown', reason: endSentence(runAsUser.reason) };
  const user = runAsUser.value === undefined ? config.user : runAsUser;
  if (!user.resolved) return { status: 'unknown', reason: endSentence(user.reason) };
  return isRootUser(String(user.value ?? '').split(':')[0]!)
    ? { status: 'open', reason: `${unit} runs on Fargate as root.` }
    : { status: 'blocked', reason: '' };
}
