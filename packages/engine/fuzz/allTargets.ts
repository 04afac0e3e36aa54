import { factTargets } from './factTargets';
import { FuzzTarget } from './fuzzTarget';
import { longTextTargets } from './longTextTargets';
import { repositoryTargets } from './repositoryTargets';
import { textTargets } from './textTargets';

export const allTargets: readonly FuzzTarget[] = [
  ...textTargets,
  ...longTextTargets,
  ...factTargets,
  ...repositoryTargets,
];

/** How many of `runs` inputs each target gets, by its share. */
export function shareOut(runs: number, targets: readonly FuzzTarget[]): Map<FuzzTarget, number> {
  const all = targets.reduce((sum, { share }) => sum + share, 0);
  return new Map(targets.map(target => [target, Math.ceil((runs * target.share) / all)]));
}
