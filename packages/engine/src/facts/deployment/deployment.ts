import { defineFact } from '../../contract/fact';
import { absent, present } from '../../contract/observation';
import { entitySettings } from '../repository/entitySettings';
import { repositoryTree } from '../repository/repositoryTree';
import { cloud } from '../cloud/cloud';
import { CloudModel } from '../cloud/cloudResource';
import { composeDeployment } from '../compose/composeDeployment';
import { copilotDeployment } from '../copilot/copilotDeployment';
import { ecsDeployment } from '../ecs/ecsDeployment';
import { kubernetesObjects } from './kubernetes/kubernetesObjects';
import { objectSettings } from './kubernetes/objectSettings';
import { kubernetesWorkloads } from './kubernetes/kubernetesWorkloads';
import { KubernetesObject } from './kubernetesObject';
import { KubernetesEnvironment, KubernetesPackage } from './kubernetesPackage';
import { kubernetesPackages } from './kubernetesPackages';
import { DeploymentFact, OwnContainer } from './ownContainer';
import { ownContainersOf } from './ownContainersOf';
import { podContainers, unlistedWorkloads } from './podContainers';
import { DeploymentEnvironment, Workload } from './workload';

/**
 * How the service runs in production; absent when the repository holds no deploy descriptor of any kind.
 *
 * @public
 */
export const deployment = defineFact<DeploymentFact>({
  id: 'deployment',
  description:
    'Own containers of the production render, and the deploy descriptors that are not read.',
  derive: (_input, read) => {
    const tree = read(repositoryTree);
    if (tree.status !== 'present') return tree;
    const settings = read(entitySettings);
    const get = (name: string): string | undefined =>
      settings.status === 'present' ? settings.value.get(name) : undefined;
    const kubernetes = read(kubernetesPackages);
    if (kubernetes.status === 'unavailable') return kubernetes;
    const { packages, unread, environments } =
      kubernetes.status === 'present'
        ? kubernetes.value
        : { packages: [], unread: [], environments: [] };
    const images = (get('image') ?? '').split(/[\s,]+/).filter(image => image !== '');
    const unlisted = packages.flatMap(unlistedWorkloads);
    const onEcs = read(ecsDeployment);
    if (onEcs.status === 'unavailable') return onEcs;
    const ecs = onEcs.status === 'present' ? onEcs.value : undefined;
    const onCopilot = read(copilotDeployment);
    const copilot = onCopilot.status === 'present' ? onCopilot.value : undefined;
    const onCompose = read(composeDeployment);
    const compose = onCompose.status === 'present' ? onCompose.value : undefined;
    const others = [ecs, copilot, compose].filter(source => source !== undefined);
    const found = [...unread, ...unlisted, ...others.flatMap(source => source.unread)];
    const isDeployed =
      packages.length + found.length > 0 ||
      copilot !== undefined ||
      compose !== undefined ||
      others.some(source => source.workloads.length > 0);
    const allUnread = isDeployed ? found : (ecs?.silent ?? []);
    if (!isDeployed && allUnread.length === 0) return absent();
    const platforms = [
      ...(packages.length > 0 ? (['kubernetes'] as const) : []),
      ...(ecs && ecs.workloads.length > 0 ? (['ecs'] as const) : []),
      ...(copilot ? (['copilot'] as const) : []),
      ...(compose ? (['compose'] as const) : []),
      ...allUnread.map(({ platform }) => platform),
    ];
    const clouds = read(cloud);
    const readOnce = packageReader({
      images,
      cloud: clouds.status === 'present' ? clouds.value : undefined,
    });
    const renders = packages.map(readOnce);
    return present({
      platforms: [...new Set(platforms)],
      ownContainers: [
        ...renders.flatMap(({ own }) => own),
        ...others.flatMap(source => source.ownContainers),
      ],
      unread: allUnread,
      workloads: [
        ...renders.flatMap(({ workloads }) => workloads),
        ...others.flatMap(source => source.workloads),
      ],
      objects: renders.flatMap(({ objects }) => objects),
      environments: [
        ...toEnvironments(environments, readOnce),
        ...others.flatMap(source => source.environments),
      ],
    });
  },
});

interface ReadPackage {
  readonly own: readonly OwnContainer[];
  readonly workloads: readonly Workload[];
  readonly objects: readonly KubernetesObject[];
}

/** The render of production is often that of an environment as well, and is read once. */
function packageReader(given: {
  readonly images: readonly string[];
  readonly cloud: CloudModel | undefined;
}): (packaged: KubernetesPackage) => ReadPackage {
  const known = new Map<KubernetesPackage, ReadPackage>();
  return packaged => {
    let found = known.get(packaged);
    if (!found) {
      const all = podContainers(packaged);
      const own = ownContainersOf(packaged, all, given.images);
      const workloads = kubernetesWorkloads({ packaged, all, own, cloud: given.cloud });
      found = { own, workloads, objects: kubernetesObjects(packaged) };
      known.set(packaged, found);
    }
    return found;
  };
}

function toEnvironments(
  environments: readonly KubernetesEnvironment[],
  readOnce: (packaged: KubernetesPackage) => ReadPackage,
): DeploymentEnvironment[] {
  const names = new Map<string, number>();
  for (const { name, source } of environments) {
    names.set(`${source} ${name}`, (names.get(`${source} ${name}`) ?? 0) + 1);
  }
  return environments.map(one => {
    const isOnly = names.get(`${one.source} ${one.name}`) === 1;
    const renders = one.packages.map(readOnce);
    const workloads = renders.flatMap(render => render.workloads);
    const ids = new Set(workloads.map(({ id }) => id));
    const objects = renders.flatMap(render => render.objects);
    return {
      name: isOnly ? one.name : `${one.name} (${one.path})`,
      source: one.source,
      platform: 'kubernetes',
      path: one.path,
      unread: one.unread,
      workloads,
      ownContainers: renders.flatMap(({ own }) => own),
      objects: objects.map(({ kind, name }) => `${kind}/${name}`).filter(id => !ids.has(id)),
      settings: objects.flatMap(objectSettings),
    };
  });
}
