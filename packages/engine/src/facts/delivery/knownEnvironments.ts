import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
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
      ...names.map(name => name.replace(/ \(.*\)$/, '')),
      ...ci.value.deployments.flatMap(({ environment }) => environment ?? []),
      ...ci.value.builds.flatMap(build => environmentsOfLoop(build) ?? []),
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
