import { Observation } from '../../../contract/observation';
import { observeFact } from '../../__testUtils__/observeFact';
import { deployment } from '../deployment';
import { DeploymentFact } from '../ownContainer';

/** Reads the fact through the whole engine. */
export async function observe(
  files: Readonly<Record<string, string>>,
  annotations?: Readonly<Record<string, string>>,
): Promise<Observation<DeploymentFact>> {
  return observeFact(deployment, files, annotations);
}

/** The fact, which must be present. */
export async function observeDeployment(
  files: Readonly<Record<string, string>>,
  annotations?: Readonly<Record<string, string>>,
): Promise<DeploymentFact> {
  const observation = await observe(files, annotations);
  if (observation.status !== 'present') throw new Error(`not present: ${observation.status}`);
  return observation.value;
}
