import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { StepPlace } from '../ci/model/pipeline';
import { pipelines } from '../ci/pipelines';
import { deployment } from '../deployment/deployment';
import { environmentsOfLoop } from './repeatedBuilds';
import { environmentIn } from './environmentName';

/** Names of the environments that descriptors and pipelines know, each in one spelling. @public */
export const knownEnvironments = defineFact<ReadonlySet<string>>({
  id: 'known-environments',
  description: 'Environments of descriptors, deployments and jobs.',
  derive: (_input, read) => {
    const ci = read(pipelines);
    if (ci.status !== 'present') return ci;
    const deployed = read(deployment);
    const names = deployed.status === 'present' ? deployed.value.environments.map(e => e.name) : [];
    const jobs = ci.value.pipelines.flatMap(({ jobs: all }) => all);
    const all = [
      ...names.map(name => (name.endsWith(')') ? name.replace(/ \(.*/, '') : name)),
      ...ci.value.deployments.flatMap(one => one.environment ?? environmentOfName(one) ?? []),
      ...ci.value.builds.flatMap(
        build => environmentsOfLoop(build) ?? environmentOfName(build) ?? [],
      ),
      ...ci.value.deployments.flatMap(one => environmentsOfLoop(one) ?? []),
      ...jobs.flatMap(({ environment, matrix }) => [
        ...(environment?.resolved ? [environment.value ?? ''] : []),
        ...matrix.flatMap(run =>
          [...run].flatMap(([key, value]) =>
            /(^|\.)(env|environment|stage)$/i.test(key) ? [value] : [],
          ),
        ),
      ]),
    ].filter(name => name !== '' && !/^(default|github-pages|pypi|npm|release)$/i.test(name));
    return present(new Set(all.map(name => environmentIn(name) ?? name.toLowerCase())));
  },
});

/** `deploy-staging.yml` and a job `deploy-production` say where they deploy to by their name alone. */
function environmentOfName({ job, pipeline }: StepPlace): string | undefined {
  const name = `${job.id} ${pipeline.path.split('/').at(-1)}`;
  return /deploy/i.test(name) ? environmentIn(name) : undefined;
}
