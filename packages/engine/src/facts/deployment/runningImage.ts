import { Observation, present } from '../../contract/observation';
import { ImageUnit } from '../image/imageUnit';
import { DeploymentFact } from './ownContainer';

/**
 * The deployment with only the containers that may run an image: where a descriptor builds some of the images, those that
 * it builds from another one do not.
 *
 * @public
 */
export function runningImage(
  deployed: Observation<DeploymentFact>,
  path: string,
  units: readonly ImageUnit[],
): Observation<DeploymentFact> {
  if (deployed.status !== 'present') return deployed;
  const paths = new Set(units.map(unit => unit.path));
  const ownContainers = deployed.value.ownContainers.filter(
    ({ dockerfile }) => dockerfile === undefined || dockerfile === path || !paths.has(dockerfile),
  );
  return present({ ...deployed.value, ownContainers });
}
