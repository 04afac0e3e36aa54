import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { repositoryTree } from '../repository/repositoryTree';
import { Dependencies } from './dependency';

/**
 * Dependency manifests of the repository. Present whenever the repository is readable, also without any.
 *
 * @public
 */
export const dependencies = defineFact<Dependencies>({
  id: 'dependencies',
  description: 'Dependency manifests and their lock files.',
  derive: (_input, read) => {
    const tree = read(repositoryTree);
    if (tree.status !== 'present') return tree;
    return present({ manifests: [], find: () => [] });
  },
});
