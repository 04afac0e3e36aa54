import { ImageReference, repositoryOf } from '../dockerfile/imageReference';
import { matchesPattern } from '../matchesPattern';

/** @public */
export type HostClass = 'private' | 'trusted' | 'public' | 'unknown';

const privateHosts = [
  '*.dkr.ecr.*.amazonaws.com',
  '*.dkr.ecr.*.amazonaws.com.cn',
  '*.dkr-ecr.*.on.aws',
];
const trustedHosts = [
  'public.ecr.aws',
  'registry.access.redhat.com',
  'mcr.microsoft.com',
  'gcr.io/distroless',
  'cgr.dev',
  'dhi.io',
];
const publicHosts = [
  'docker.io',
  'quay.io',
  'ghcr.io',
  'registry.k8s.io',
  'k8s.gcr.io',
  'gcr.io',
  '*.gcr.io',
  'registry.gitlab.com',
  'registry.redhat.io',
  'registry.fedoraproject.org',
  'lscr.io',
  'nvcr.io',
  'docker.elastic.co',
  'container-registry.oracle.com',
];

/** @public */
export interface HostKnowledge {
  /** `privateRegistries` of the organisation: hosts, or host and path prefix. */
  readonly privateRegistries: readonly string[];
  readonly trustedPublicRegistries: readonly string[];
  /** `owner/name` of the repository on its Git host. */
  readonly projectSlug?: string;
  /** Mirrors the builder uses, by host. */
  readonly mirrors: ReadonlyMap<string, readonly string[]>;
}

/**
 * Whose registry an image comes from.
 *
 * @public
 */
export function classifyHost(reference: ImageReference, known: HostKnowledge): HostClass {
  const repository = repositoryOf(reference);
  if (isPrivate(repository, known)) {
    return 'private';
  }
  const mirrors = known.mirrors.get(reference.host) ?? [];
  if (mirrors.length > 0 && mirrors.every(mirror => isPrivate(mirror, known))) {
    return 'private';
  }
  const trusted = [...trustedHosts, ...known.trustedPublicRegistries];
  if (trusted.some(pattern => covers(pattern, repository))) {
    return 'trusted';
  }
  return publicHosts.some(pattern => covers(pattern, repository)) ? 'public' : 'unknown';
}

function isPrivate(repository: string, known: HostKnowledge): boolean {
  const owner = known.projectSlug?.split('/')[0]?.toLowerCase();
  const own = owner ? [`ghcr.io/${owner}`, `registry.gitlab.com/${owner}`] : [];
  return [...privateHosts, ...known.privateRegistries, ...own].some(pattern =>
    covers(pattern, repository),
  );
}

/** A pattern covers the repository itself and everything below it, at a slash. */
function covers(pattern: string, repository: string): boolean {
  const prefix = pattern.replace(/\/\*?$/, '');
  const wanted = prefix.split('/');
  const parts = repository.split('/');
  return (
    parts.length >= wanted.length &&
    wanted.every((part, i) => matchesPattern(part.toLowerCase(), parts[i]!.toLowerCase()))
  );
}
