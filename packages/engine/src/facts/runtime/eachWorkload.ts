import { UnitJudgement } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { DeploymentFact, DeploymentPlatform, OwnContainer } from '../deployment/ownContainer';
import { Workload } from '../deployment/workload';
import { judgementAt } from './judgementAt';

/** Workload of the entity with those of its containers that are its own. @public */
export interface OwnWorkload {
  readonly workload: Workload;
  readonly containers: readonly OwnContainer[];
}

/** Workloads of the production render that run own containers. @public */
export function ownWorkloads(deployed: DeploymentFact): OwnWorkload[] {
  return deployed.workloads.flatMap(workload => {
    const containers = deployed.ownContainers.filter(
      container => container.workload === workload.id,
    );
    return containers.length > 0 ? [{ workload, containers }] : [];
  });
}

/**
 * Judges every workload with own containers on the given platforms. Descriptors that are not read, and containers
 * whose workload is not, are units of their own and `unknown`.
 *
 * @public
 */
export function eachWorkload(
  options: { readonly deployed: DeploymentFact; readonly platforms: readonly DeploymentPlatform[] },
  judge: (workload: Workload, containers: readonly OwnContainer[]) => Judgement,
): UnitJudgement[] {
  const { deployed, platforms } = options;
  const known = new Set(deployed.workloads.map(({ id }) => id));
  const lost = deployed.ownContainers.filter(
    ({ workload, platform }) => platforms.includes(platform) && !known.has(workload),
  );
  return [
    ...ownWorkloads(deployed)
      .filter(({ workload }) => platforms.includes(workload.platform))
      .map(({ workload, containers }) => ({
        unit: workload.id,
        judgement: judge(workload, containers),
      })),
    ...lost.map(container => ({
      unit: container.unit,
      judgement: judgementAt(
        'unknown',
        `What runs ${container.unit} is not known.`,
        container,
        'unparseable',
      ),
    })),
    ...unreadUnits(deployed, platforms),
  ];
}

/** Descriptors that are not read, each `unknown` with its reason. @public */
export function unreadUnits(
  deployed: DeploymentFact,
  platforms: readonly DeploymentPlatform[],
): UnitJudgement[] {
  return deployed.unread
    .filter(({ platform }) => platforms.includes(platform))
    .map(({ path, reason }) => ({
      unit: path,
      judgement: judgementAt('unknown', reason, { path }, 'unparseable'),
    }));
}

/** @public */
export const everyPlatform: readonly DeploymentPlatform[] = [
  'kubernetes',
  'ecs',
  'copilot',
  'compose',
];
