import { isKnownSidecar } from './knownSidecars';
import { KubernetesPackage } from './kubernetesPackage';
import { OwnContainer } from './ownContainer';
import { PodContainer } from './podContainers';
import { repositoryOf } from './repositoryOf';

/** Catalogue definition `own-container`. */
export function ownContainersOf(
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
  return !isKnownSidecar(image) && !isKnownSidecar(name);
}
