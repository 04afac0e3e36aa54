import { RegistryImage } from '../../contract/registryEvidence';
import { matchesPattern } from '../matchesPattern';

const version = /^v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]*)?$/;
const commit = /^[0-9a-f]{7,40}$/;
const referrerTag = /^sha256-[0-9a-f]{64}(?:\.(?:sig|att|sbom))?$/;
const containerTypes = new Set([
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
]);

/** Whether a tag is that of a release: of the organisation's pattern, else a version or a commit id. @public */
export function isReleaseTag(tag: string, pattern: string | undefined): boolean {
  return pattern === undefined
    ? version.test(tag) || commit.test(tag)
    : pattern.split('|').some(alternative => matchesPattern(alternative.trim(), tag));
}

/** Whether it is a container image that can be pulled: no referrer, chart or archived image. @public */
export function isContainerImage(image: RegistryImage): boolean {
  const { tags, artifactType, status } = image;
  const refers = tags.length > 0 && tags.every(tag => referrerTag.test(tag));
  const container = artifactType === undefined || containerTypes.has(artifactType);
  return status === 'ACTIVE' && container && !refers;
}

/** Released images, the newest first. @public */
export function listReleases(
  images: readonly RegistryImage[],
  pattern: string | undefined,
): readonly RegistryImage[] {
  return images
    .filter(image => isContainerImage(image) && image.tags.some(tag => isReleaseTag(tag, pattern)))
    .sort(compareAge);
}

/**
 * The images that are judged (catalogue definition `selected-image`): those that run in production, else the newest
 * release, else the newest tagged image.
 *
 * @public
 */
export function selectImages(options: {
  readonly images: readonly RegistryImage[];
  /** Digests in production. */
  readonly running: readonly string[];
  readonly releaseTagPattern: string | undefined;
}): readonly RegistryImage[] {
  const { images, releaseTagPattern } = options;
  const running = new Set(options.running);
  const inUse = images.filter(
    image =>
      running.has(image.digest) ||
      (image.platforms?.status === 'present' &&
        image.platforms.value.some(({ digest }) => running.has(digest))),
  );
  if (inUse.length > 0) return inUse;
  const [release] = listReleases(images, releaseTagPattern);
  if (release) return [release];
  const [newest] = images
    .filter(image => isContainerImage(image) && image.tags.length > 0)
    .sort(compareAge);
  return newest ? [newest] : [];
}

/** Newest first; what has no date last, and equal dates by digest, so that the order never depends on the answer. */
function compareAge(a: RegistryImage, b: RegistryImage): number {
  const age = (image: RegistryImage) => (image.pushedAt ? Date.parse(image.pushedAt) : -Infinity);
  const difference = age(b) - age(a);
  return Number.isNaN(difference) || difference === 0
    ? a.digest.localeCompare(b.digest)
    : difference;
}
