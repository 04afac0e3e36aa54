import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { mayDescribeDeployment } from '../deployment/deploymentPaths';
import { RepositoryTree, repositoryTree } from '../repository/repositoryTree';
import { CloudModel, CloudResource, UnreadCloudFile } from './cloudResource';
import { CloudFile, CloudVariant } from './cloudVariant';
import { readTerraform } from './terraform/readTerraform';
import { listPrograms } from './listPrograms';
import { readTaskDefinitions } from './taskDefinition/readTaskDefinitions';
import { readCloudFormation } from './cloudformation/readCloudFormation';

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
    const files = listFiles(tree.value);
    const readings = [readCloudFormation(files), readTaskDefinitions(files), readTerraform(files)];
    const variants = readings.flatMap(reading => reading.variants);
    const unread = [
      ...readings.flatMap(reading => reading.unread),
      ...listRefused(tree.value),
      ...listPrograms(
        files.map(({ path }) => path),
        variants,
      ),
    ];
    const resources = productionOf(variants);
    const environments = [
      ...new Set(variants.flatMap(({ environment }) => environment?.name ?? [])),
    ];
    return present({
      resources,
      environments: environments.map(name => ({
        name,
        resources: variants
          .filter(({ environment }) => environment?.name === name)
          .flatMap(variant => variant.resources),
      })),
      unread,
      ofType: type => resources.filter(resource => resource.type === type),
    });
  },
});

function listFiles(tree: RepositoryTree): CloudFile[] {
  const files: CloudFile[] = [];
  for (const { path, content } of tree.entries) {
    if (content.status !== 'present' || !mayDescribeDeployment(path)) continue;
    if (/\.(ya?ml|json|template|toml|tf|tfvars|tpl|tftpl)$/i.test(path)) {
      files.push({ path, text: content.value });
    }
  }
  return files;
}

const certain =
  /\.(tf|template)$|\.template\.json$|(^|\/)task-?def[^/]*\.(json|ya?ml)$|(^|\/)(template|sam|cfn|cloudformation[^/]*)\.ya?ml$|(^|\/)(cfn|cloudformation)\/.+\.ya?ml$/i;

/** Files that are infrastructure by their names and whose text could not be had, as one that is too large. */
function listRefused(tree: RepositoryTree): UnreadCloudFile[] {
  const isMeant = (path: string): boolean =>
    certain.test(path) && mayDescribeDeployment(path) && !/\.terraform\//.test(path);
  return [
    ...tree.entries.flatMap(({ path, content }): UnreadCloudFile[] =>
      content.status === 'unavailable' && isMeant(path)
        ? [{ path, reason: content.reason, types: [] }]
        : [],
    ),
    ...tree.links.filter(isMeant).map(path => {
      const reason = `${path} is a link and is not followed.`;
      return { path, reason, types: [] };
    }),
  ];
}

/** Catalogue definition `production-render`: other environments count only where none is production. */
function productionOf(variants: readonly CloudVariant[]): CloudResource[] {
  const hasProduction = variants.some(({ environment }) => environment?.isProduction);
  const neutral = new Set(
    variants.filter(({ environment }) => environment === undefined).map(({ path }) => path),
  );
  return variants
    .filter(
      ({ path, environment }) =>
        environment === undefined ||
        environment.isProduction ||
        (!hasProduction && !neutral.has(path)),
    )
    .flatMap(({ resources }) => resources);
}
