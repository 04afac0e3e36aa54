import { defineFact } from '../../contract/fact';
import { absent, present } from '../../contract/observation';
import { entitySettings } from '../repository/entitySettings';
import { repositoryTree } from '../repository/repositoryTree';
import { cloud } from '../cloud/cloud';
import { CloudModel } from '../cloud/cloudResource';
import { kubernetesObjects } from './kubernetes/kubernetesObjects';
import { kubernetesWorkloads } from './kubernetes/kubernetesWorkloads';
import { KubernetesPackage } from './kubernetesPackage';
import { kubernetesPackages } from './kubernetesPackages';
import { DeploymentFact, OwnContainer } from './ownContainer';
import { PodContainer, podContainers, unlistedWorkloads } from './podContainers';
import { unreadDescriptors } from './unreadDescriptors';
import { Workload } from './workload';

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
    const { packages, unread } =
      kubernetes.status === 'present' ? kubernetes.value : { packages: [], unread: [] };
    const images = (get('image') ?? '').split(/[\s,]+/).filter(image => image !== '');
    const unlisted = packages.flatMap(unlistedWorkloads);
    const allUnread = [
      ...unread,
      ...unlisted,
      ...unreadDescriptors(tree.value, get('deploy-target')),
    ];
    if (packages.length === 0 && allUnread.length === 0) return absent();
    const platforms = [
      ...(packages.length > 0 ? (['kubernetes'] as const) : []),
      ...allUnread.map(({ platform }) => platform),
    ];
    const clouds = read(cloud);
    const renders = packages.map(packaged =>
      readPackage(packaged, images, clouds.status === 'present' ? clouds.value : undefined),
    );
    return present({
      platforms: [...new Set(platforms)],
      ownContainers: renders.flatMap(({ own }) => own),
      unread: allUnread,
      workloads: renders.flatMap(({ workloads }) => workloads),
      objects: packages.flatMap(kubernetesObjects),
      environments: [],
    });
  },
});

const sidecars =
  /(^|[/_-])(fluent-?bit|aws-for-fluent-bit|firelens|log[_-]?router|envoy|otel|otelcol|opentelemetry-collector(-contrib)?|aws-otel-collector|adot-collector|cloudwatch-agent|xray(-daemon)?|aws-xray-daemon|datadog-agent|istio-proxy|proxyv2|linkerd-proxy|service-connect-agent)([:@/_-]|$)/i;

function readPackage(
  packaged: KubernetesPackage,
  images: readonly string[],
  clouds: CloudModel | undefined,
): { readonly own: readonly OwnContainer[]; readonly workloads: readonly Workload[] } {
  const all = podContainers(packaged);
  const own = ownContainersOf(packaged, all, images);
  return { own, workloads: kubernetesWorkloads({ packaged, all, own, cloud: clouds }) };
}

/** Catalogue definition `own-container`. */
function ownContainersOf(
  packaged: KubernetesPackage,
  all: readonly PodContainer[],
  images: readonly string[],
): OwnContainer[] {
  const wanted = new Set([...images, ...packaged.mainImages].map(repositoryOf));
  const own = all.filter(({ container }) => {
    const repository = container.image.resolved ? repositoryOf(container.image.value ?? '') : '';
    return repository !== '' && (wanted.has(repository) || endsWithWanted(repository, wanted));
  });
  const others = all.filter(isNoSidecar);
  const chosen = own.length > 0 ? [...own, ...all.filter(isUnknownImage)] : others;
  // A service may be an Envoy or a collector itself: where there is nothing else, that is the service.
  if (chosen.length === 0) return all.map(({ container }) => container);
  return [...new Set(chosen)].map(({ container }) => container);
}

/** The value may leave out the registry, which a template puts before it. */
function endsWithWanted(repository: string, wanted: ReadonlySet<string>): boolean {
  return [...wanted].some(name => name.includes('/') && repository.endsWith(`/${name}`));
}

function isUnknownImage({ container }: PodContainer): boolean {
  return !container.image.resolved;
}

function isNoSidecar({ container, name }: PodContainer): boolean {
  const image = container.image.resolved ? repositoryOf(container.image.value ?? '') : '';
  return !sidecars.test(image) && !sidecars.test(name);
}

/** An image reference without tag and digest. */
function repositoryOf(reference: string): string {
  return reference.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}
