import { DeploymentFact, OwnContainer } from './ownContainer';

/**
 * Long-running own containers, by whether a probe of the platform watches them.
 *
 * @public
 */
export interface HealthCoverage {
  readonly covered: readonly OwnContainer[];
  readonly uncovered: readonly OwnContainer[];
  /** Whether there is a probe cannot be known. */
  readonly open: readonly { readonly container: OwnContainer; readonly reason: string }[];
  /** True when there are own containers and all of them run to completion. */
  readonly onlyJobs: boolean;
}

/** Kinds whose containers end by themselves and need no probe. */
const endingKinds = ['Job', 'CronJob', 'scheduled-task', 'Scheduled Job'];

/** On ECS a container may be there to end, or to help: only the essential ones must be healthy. */
export function healthCoverage(deployed: DeploymentFact): HealthCoverage {
  const lasting = deployed.ownContainers.filter(
    ({ workloadKind, essential }) => !endingKinds.includes(workloadKind) && essential !== false,
  );
  const covered: OwnContainer[] = [];
  const uncovered: OwnContainer[] = [];
  const open: { container: OwnContainer; reason: string }[] = [];
  for (const container of lasting) {
    const { hasLivenessProbe, hasReadinessProbe, hasTargetGroupCheck } = container;
    const probes = [hasLivenessProbe, hasReadinessProbe, hasTargetGroupCheck ?? hasReadinessProbe];
    const unknown = probes.find(probe => !probe.resolved);
    if (probes.some(probe => probe.resolved && probe.value === true)) covered.push(container);
    else if (unknown && !unknown.resolved) open.push({ container, reason: unknown.reason });
    else uncovered.push(container);
  }
  const onlyJobs = lasting.length === 0 && deployed.ownContainers.length > 0;
  return { covered, uncovered, open, onlyJobs };
}
