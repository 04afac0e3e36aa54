import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { repositoryTree } from '../repository/repositoryTree';
import { CiModel } from './model/pipeline';

/**
 * The pipelines of the repository as one model. Present whenever the repository is readable, also without any pipeline.
 *
 * @public
 */
export const pipelines = defineFact<CiModel>({
  id: 'pipelines',
  description: 'Pipelines of the repository: jobs, steps, image builds, pushes and deployments.',
  derive: (_input, read) => {
    const tree = read(repositoryTree);
    if (tree.status !== 'present') return tree;
    return present({
      pipelines: [],
      builds: [],
      pushes: [],
      deployments: [],
      unread: [],
      elsewhere: false,
      isBefore: () => false,
    });
  },
});
