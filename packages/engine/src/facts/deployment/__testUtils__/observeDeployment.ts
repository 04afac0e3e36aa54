import { assess } from '../../../assess/assess';
import { defineCheck } from '../../../contract/check';
import { observed } from '../../../contract/fact';
import { Observation } from '../../../contract/observation';
import { repositoryFromFiles } from '../../../evidence/repositoryFromFiles';
import { defaultOrganisation } from '../../../organisation/organisation';
import { deployment } from '../deployment';
import { DeploymentFact } from '../ownContainer';

/** Reads the fact through the whole engine, by a check that only looks. */
export async function observe(
  files: Readonly<Record<string, string>>,
  annotations: Readonly<Record<string, string>> = {},
): Promise<Observation<DeploymentFact>> {
  let seen: Observation<DeploymentFact> | undefined;
  const look = defineCheck({
    id: 'rel-resources-bounded',
    needs: { deployed: observed(deployment) },
    judge: ({ deployed }) => {
      seen = deployed;
      return [];
    },
  });
  await assess({
    subject: { name: 'test', annotations },
    evidence: { repository: repositoryFromFiles({ files, location: 'test' }) },
    organisation: defaultOrganisation,
    now: new Date('2026-11-22T00:00:00Z'),
    checks: [look],
    onError: (_, error) => {
      throw error;
    },
  });
  if (!seen) throw new Error('the check was not run');
  return seen;
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
