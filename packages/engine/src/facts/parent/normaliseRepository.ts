import { ImageReference, repositoryOf } from '../dockerfile/imageReference';

/** Usual prefixes of pull-through caches and what they cache. */
const cachePrefixes: readonly (readonly [RegExp, string])[] = [
  [/^(docker-?hub|docker-?io|docker\.io|docker|hub|dockerio)\//, 'docker.io/'],
  [/^(ecr-public|public-ecr|public\.ecr\.aws)\//, 'public.ecr.aws/'],
  [/^(quay|quay\.io|quay-io)\//, 'quay.io/'],
  [/^(ghcr|ghcr\.io|github|github-container-registry)\//, 'ghcr.io/'],
  [/^(mcr|mcr\.microsoft\.com|microsoft|azure)\//, 'mcr.microsoft.com/'],
  [/^(gcr|gcr\.io)\//, 'gcr.io/'],
  [/^(cgr|cgr\.dev|chainguard)\//, 'cgr.dev/'],
];

const ecrHost = /^\d{12}\.dkr[.-]ecr(-fips)?\.[a-z0-9-]+\.(amazonaws\.com(\.cn)?|on\.aws)$/;

/**
 * The repository an image comes from in the end: mirrors and pull-through caches of Docker Hub and other public
 * registries name the original, so that the parent table knows them.
 *
 * @public
 */
export function normaliseRepository(reference: ImageReference): string {
  let repository = repositoryOf(reference);
  if (ecrHost.test(reference.host)) {
    const cached = cachePrefixes.find(([prefix]) => prefix.test(reference.path));
    if (cached) {
      repository = reference.path.replace(cached[0], cached[1]);
    }
  }
  repository = repository.replace(/^(mirror\.gcr\.io|registry\.hub\.docker\.com)\//, 'docker.io/');
  repository = repository.replace(/^public\.ecr\.aws\/docker\//, 'docker.io/');
  return repository.replace(/^docker\.io\/([^/]+)$/, 'docker.io/library/$1');
}
