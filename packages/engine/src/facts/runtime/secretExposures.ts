import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { cloud } from '../cloud/cloud';
import { deployment } from '../deployment/deployment';
import { mayDescribeDeployment } from '../deployment/deploymentPaths';
import { folderOf } from '../repository/paths';
import { RepositoryTree, repositoryTree } from '../repository/repositoryTree';
import { isSecretName } from '../repository/secretNames';
import { findFileSecrets, findObjectSecrets } from './manifestSecrets';
import { SecretExposure } from './secretExposure';
import { findCopilotSecrets, findEnvironmentFileSecrets, findTaskSecrets } from './sidecarSecrets';
import { findTextSecrets, findValuesSecrets } from './valuesSecrets';

const filesLimit = 1000;
const template = /AWS::ECS::|containerDefinitions|ContainerDefinitions|aws_ecs_task_definition/;

/**
 * Secrets in descriptors and values files, those of variables left out: a container tells them.
 *
 * @public
 */
export const secretExposures = defineFact<readonly SecretExposure[]>({
  id: 'secret-exposures',
  description: 'Secrets as plain text, or encrypted, in descriptors and values files.',
  derive: ({ organisation }, read) => {
    const tree = read(repositoryTree);
    if (tree.status !== 'present') return tree;
    const deployed = read(deployment);
    if (deployed.status !== 'present') return deployed;
    const clouds = read(cloud);
    const isSecret = (name: string) => isSecretName(name, organisation.secretNames);
    const { values, manifests, all } = descriptorFiles(
      tree.value,
      deployed.value.platforms.includes('compose'),
    );
    const found = [
      ...findObjectSecrets(deployed.value.objects),
      ...findFileSecrets(tree.value, manifests),
      ...findValuesSecrets(tree.value, values, isLocal, organisation.secretNames),
      ...findTextSecrets(tree.value, all),
      ...(clouds.status === 'present' ? findTaskSecrets(clouds.value, isSecret) : []),
      ...findCopilotSecrets(tree.value, isSecret),
      ...findEnvironmentFileSecrets(deployed.value.ownContainers, tree.value, isSecret),
    ];
    const seen = new Set<string>();
    return present(
      found.filter(({ message, path }) => {
        const key = `${path} ${message}`;
        return !seen.has(key) && seen.add(key);
      }),
    );
  },
});

function isLocal(path: string): boolean {
  return path
    .split(/[^A-Za-z0-9]+/)
    .some(word => /^(local|dev|develop|development|test|testing|ci)$/i.test(word));
}

function descriptorFiles(
  tree: RepositoryTree,
  compose: boolean,
): { readonly values: string[]; readonly manifests: string[]; readonly all: string[] } {
  const charts = tree.entries
    .filter(({ path }) => /(^|\/)Chart\.yaml$/.test(path) && mayDescribeDeployment(path))
    .map(({ path }) => `${folderOf(path)}/`.replace(/^\//, ''));
  const values: string[] = [];
  const manifests: string[] = [];
  const all: string[] = [];
  for (const { path, content } of tree.entries) {
    if (all.length >= filesLimit) break;
    if (!/\.(ya?ml|json|tf|tfvars|template)$/i.test(path)) continue;
    if (!mayDescribeDeployment(path) || content.status !== 'present') continue;
    // Files that show how a secret would look hold none.
    if (/[.-](example|sample|template|dist)\.(ya?ml|json)$/i.test(path)) continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const inChart = charts.some(chart => path.startsWith(chart));
    const text = content.value;
    if (
      charts.length > 0 &&
      (/values/i.test(name) || /(^|\/)(env|envs|environments?)\//i.test(path)) &&
      /\.ya?ml$/i.test(name) &&
      !/(^|\/)templates\//.test(path)
    ) {
      values.push(path);
      all.push(path);
    } else if (
      inChart ||
      /^(kustomization\.ya?ml)$/i.test(name) ||
      /^[ \t]*["']?(kind|apiVersion)["']?\s*:/m.test(text)
    ) {
      manifests.push(path);
      all.push(path);
    } else if (
      /(^|\/)copilot\//.test(path) ||
      template.test(text) ||
      (compose && /compose|stack/i.test(name))
    ) {
      all.push(path);
    }
  }
  return { values, manifests, all };
}
