import { Workload } from '../service/serviceSpec';

/**
 * One value of each axis of a service: what a golden path is rendered for.
 *
 * @public
 */
export interface Combination {
  readonly language: string;
  readonly target: string;
  readonly ci: string;
  readonly updateBot: string;
  readonly workload: Workload;
}

/** @public */
export type Axis = keyof Combination;

/**
 * The axes in the order in which a combination is named.
 *
 * @public
 */
export const axes: readonly Axis[] = ['language', 'target', 'ci', 'updateBot', 'workload'];

/**
 * A name for reports and folders: `node-helm-github-renovate-service`.
 *
 * @public
 */
export function nameCombination(combination: Combination): string {
  return axes.map(axis => combination[axis]).join('-');
}
