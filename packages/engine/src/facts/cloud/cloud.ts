import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { repositoryTree } from '../repository/repositoryTree';
import { CloudModel } from './cloudResource';

/**
 * Infrastructure as code of the repository. Present whenever the repository is readable, also without any.
 *
 * @public
 */
export const cloud = defineFact<CloudModel>({
  id: 'cloud',
  description: 'Resources of CloudFormation, SAM, CDK output and Terraform.',
  derive: (_input, read) => {
    const tree = read(repositoryTree);
    if (tree.status !== 'present') return tree;
    return present({ resources: [], unread: [], ofType: () => [] });
  },
});
