import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { cloud } from '../cloud/cloud';
import { entitySettings } from '../repository/entitySettings';
import { repositoryTree } from '../repository/repositoryTree';
import { createBefore } from './isBefore';
import { CiModel } from './model/pipeline';
import { readPipelines } from './readPipelines';

/**
 * The pipelines of the repository as one model. Present whenever the repository is readable, also without any pipeline.
 *
 * @public
 */
export const pipelines = defineFact<CiModel>({
  id: 'pipelines',
  description: 'Pipelines of the repository: jobs, steps, image builds, pushes and deployments.',
  derive: ({ evidence, organisation }, read) => {
    const tree = read(repositoryTree);
    if (tree.status !== 'present') return tree;
    const resources = read(cloud);
    const settings = read(entitySettings);
    const declared = settings.status === 'present' ? settings.value.get('ci') : undefined;
    return present({
      ...readPipelines(tree.value, {
        cloud: resources.status === 'present' ? resources.value : undefined,
        location:
          evidence.repository.status === 'present' ? evidence.repository.value.location : undefined,
      }),
      elsewhere: organisation.ciElsewhere || (declared !== undefined && declared !== ''),
      isBefore: createBefore(),
    });
  },
});
