import { exampleParents } from '../../config/exampleParents';
import { ParentFamily, parentFamilies } from '../parentOverlays';
import { ParentValues } from '../parentValues';

/** What the example organisation answers in the form of the template. */
export function exampleParentValues(
  families: readonly ParentFamily[] = parentFamilies,
): Record<string, unknown> {
  const { account, region, host } = exampleParents;
  const parents: ParentValues = {
    families: [...families],
    registry: { account, region, namespace: 'org', prefix: `${host}/org` },
    upstream: `${host}/ecr-public/docker/library`,
    schedule: '17 3 * * 1',
    approvers: 'group:default/platform',
  };
  return {
    name: 'parent-images',
    description: 'The parent images of every service.',
    owner: 'group:default/platform',
    parents,
  };
}
