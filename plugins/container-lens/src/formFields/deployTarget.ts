import { GoldenPathOptions } from '@container-lens/backstage-plugin-container-lens-common';
import { Workload } from './workload';

/** A place where a service can run. */
export type Target = GoldenPathOptions['targets'][number];

/** The targets in the order of the form: the default first, the deprecated last. */
export function orderTargets(targets: readonly Target[]): Target[] {
  return [...targets].sort((left, right) => rank(left) - rank(right));
}

/** The target the form starts with: the first that can run the workload. */
export function presetTarget(targets: readonly Target[], workload: Workload): string | undefined {
  return orderTargets(targets).find(target => target.workloads.includes(workload))?.id;
}

/** Says in one sentence why a workload cannot run on a target, or undefined. */
export function explainTarget(
  targets: readonly Target[],
  id: string,
  workload: Workload,
): string | undefined {
  const target = targets.find(candidate => candidate.id === id);
  if (!target) {
    return `This portal does not offer the target ${id}.`;
  }
  return target.workloads.includes(workload)
    ? undefined
    : `${target.title} runs ${listed(target.workloads)} only, and this is a ${workload}.`;
}

/** `services and jobs` */
function listed(workloads: readonly string[]): string {
  const plural = workloads.map(workload => `${workload}s`);
  return plural.length < 2
    ? plural.join('')
    : `${plural.slice(0, -1).join(', ')} and ${plural[plural.length - 1]}`;
}

function rank({ default: preset, status }: Target): number {
  if (preset) {
    return 0;
  }
  return status === 'deprecated' ? 2 : 1;
}
