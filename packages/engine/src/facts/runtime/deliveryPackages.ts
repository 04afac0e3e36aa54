import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { cloud } from '../cloud/cloud';
import { dependencies } from '../dependencies/dependencies';
import { deployment } from '../deployment/deployment';
import { mayDescribeDeployment } from '../deployment/deploymentPaths';
import { SourceLocation } from '../image/imageConfig';
import { entitySettings } from '../repository/entitySettings';
import { folderOf, joinPath } from '../repository/paths';
import { readYaml } from '../repository/readYaml';
import { RepositoryTree, repositoryTree } from '../repository/repositoryTree';
import { hasChartEnvironments, namesEnvironment } from './chartEnvironments';

/** How the workload is packed for delivery. @public */
export interface DeliveryPackage extends SourceLocation {
  readonly what: string;
  /** Whether settings of environments are kept apart; `undefined` when that cannot be read. */
  readonly perEnvironment: boolean | undefined;
}

/** @public */
export const deliveryPackages = defineFact<readonly DeliveryPackage[]>({
  id: 'delivery-packages',
  description: 'Charts, overlays, stacks and manifests that deliver the workload.',
  derive: (_input, read) => {
    const tree = read(repositoryTree);
    if (tree.status !== 'present') return tree;
    const settings = read(entitySettings);
    const target = settings.status === 'present' ? settings.value.get('deploy-target') : undefined;
    const deployed = read(deployment);
    // Without a declaration only `docker stack deploy` of a pipeline makes compose files descriptors.
    const isSwarm =
      /^swarm$/i.test(target ?? '') ||
      (target === undefined &&
        deployed.status === 'present' &&
        deployed.value.platforms.includes('compose'));
    const packages = [
      ...charts(tree.value),
      ...overlays(tree.value),
      ...copilots(tree.value),
      ...(isSwarm ? stacks(tree.value) : []),
    ];
    const clouds = read(cloud);
    if (clouds.status === 'present') {
      const services = [
        'AWS::ECS::Service',
        'AWS::ECS::ExpressGatewayService',
        'AWS::AppRunner::Service',
        'AWS::Events::Rule',
        'AWS::Batch::JobDefinition',
      ].flatMap(type => clouds.value.ofType(type));
      const tasks = clouds.value.ofType('AWS::ECS::TaskDefinition');
      for (const resource of services) {
        if (
          resource.type === 'AWS::Events::Rule' &&
          tasks.every(task => task.path !== resource.path)
        ) {
          continue;
        }
        const { path, line, source } = resource;
        packages.push({
          what: `${resource.type} in ${path}`,
          path,
          line,
          perEnvironment:
            resource.environment !== undefined ||
            clouds.value.environments.length > 0 ||
            hasParameters(tree.value, path, source),
        });
      }
    }
    const known = read(dependencies);
    const cdk = tree.value.entries.find(
      ({ path }) => /(^|\/)cdk\.json$/.test(path) && mayDescribeDeployment(path),
    );
    const isCdk =
      cdk !== undefined &&
      known.status === 'present' &&
      known.value.manifests.some(({ dependencies: all }) =>
        all.some(({ name }) =>
          /^(aws-cdk-lib|software\.amazon\.awscdk:.*|amazon\.cdk\.lib)$/i.test(name),
        ),
      );
    if (isCdk && packages.length === 0) {
      packages.push({ what: 'A CDK app', path: cdk.path, perEnvironment: undefined });
    }
    return present(packages);
  },
});

function charts(tree: RepositoryTree): DeliveryPackage[] {
  const files = tree.entries.filter(
    ({ path }) => /(^|\/)Chart\.yaml$/.test(path) && mayDescribeDeployment(path),
  );
  const folders = files.map(({ path }) => folderOf(path));
  return files.flatMap(({ path, content }): DeliveryPackage[] => {
    const folder = folderOf(path);
    const inside = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
    const isSubchart = folders.some(
      other => other !== folder && folder.startsWith(other === '' ? 'charts/' : `${other}/charts/`),
    );
    const text = content.status === 'present' ? content.value : '';
    if (isSubchart || /^type:\s*["']?library\b/m.test(text)) return [];
    const isPackage = /^apiVersion:\s*["']?v[12]\b/m.test(text);
    const isWhole = tree.hasFolder(inside('templates')) || /^dependencies:/m.test(text);
    return isPackage && isWhole
      ? [{ what: `The chart ${path}`, path, perEnvironment: hasChartEnvironments(tree, folder) }]
      : [];
  });
}

function overlays(tree: RepositoryTree): DeliveryPackage[] {
  const isKustomization = /(^|\/)(kustomization\.ya?ml|Kustomization)$/;
  const all = tree.entries.filter(
    ({ path }) => isKustomization.test(path) && mayDescribeDeployment(path),
  );
  const folders = new Set(all.map(({ path }) => folderOf(path)));
  const overlay = all.slice(0, 200).find(({ path, content }) => {
    const data = content.status === 'present' ? readYaml(content.value)?.data : undefined;
    if (typeof data !== 'object' || data === null) return false;
    const { resources, bases } = data as Record<string, unknown>;
    return [resources, bases].some(
      list =>
        Array.isArray(list) &&
        list.some(item => {
          const base = typeof item === 'string' ? joinPath(folderOf(path), item) : undefined;
          return base !== undefined && base !== folderOf(path) && folders.has(base);
        }),
    );
  });
  const place = overlay ?? all[0];
  return place
    ? [
        {
          what: overlay ? `The overlay ${place.path}` : `The kustomization ${place.path}`,
          path: place.path,
          perEnvironment: overlay !== undefined,
        },
      ]
    : [];
}

function copilots(tree: RepositoryTree): DeliveryPackage[] {
  const found = tree.entries.find(({ path }) =>
    /(^|\/)copilot\/(?!environments\/|pipelines\/)[^/]+\/manifest\.ya?ml$/.test(path),
  );
  const what =
    'A Copilot manifest (deprecated-tooling: Copilot passed its end of support on 2026-06-12)';
  if (!found) return [];
  const { path, content } = found;
  const isRead = content.status === 'present' && readYaml(content.value) !== undefined;
  return [{ what, path, perEnvironment: isRead ? true : undefined }];
}

function stacks(tree: RepositoryTree): DeliveryPackage[] {
  const found = tree.entries.find(
    ({ path, content }) =>
      /(^|\/)((docker-)?compose|stack|docker-stack)([.-][^/]*)?\.ya?ml$/i.test(path) &&
      content.status === 'present' &&
      /^[ \t]+["']?deploy["']?\s*:/m.test(content.value),
  );
  return found
    ? [{ what: `The Swarm stack ${found.path}`, path: found.path, perEnvironment: true }]
    : [];
}

/** Whether a template has parameters, a module variables, or an environment its own folder. */
function hasParameters(tree: RepositoryTree, path: string, source: string): boolean {
  if (namesEnvironment(path)) return true;
  const text = tree.read(path);
  const own = text.status === 'present' ? text.value : '';
  if (source !== 'terraform') {
    return (
      /^["']?Parameters["']?\s*:\s*(#.*)?$|"Parameters"\s*:\s*\{\s*"/m.test(own) ||
      source === 'cdk' ||
      /\{\{resolve:|Fn::ImportValue/.test(own)
    );
  }
  const folder = folderOf(path);
  return tree.entries.some(
    ({ path: other, content }) =>
      folderOf(other) === folder &&
      ((/\.tf$/.test(other) &&
        content.status === 'present' &&
        /^[ \t]*variable\s+"|terraform\.workspace/m.test(content.value)) ||
        /\.tfvars$/.test(other)),
  );
}
