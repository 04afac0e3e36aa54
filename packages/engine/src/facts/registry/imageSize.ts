import { RegistryImage } from '../../contract/registryEvidence';
import { platformName, platformSet } from './platformSet';

/**
 * Compressed size: of the largest platform manifest. ECR's `imageSizeInBytes` already is the largest of an index.
 *
 * @public
 */
export function imageSize(image: RegistryImage): number | undefined {
  const sizes = (platformSet(image) ?? []).flatMap(({ sizeBytes }) => sizeBytes ?? []);
  return sizes.length > 0 ? Math.max(...sizes) : image.sizeBytes;
}

/** Compressed bytes of each platform that has a size. @public */
export function platformSizes(image: RegistryImage): Readonly<Record<string, number>> {
  return Object.fromEntries(
    (platformSet(image) ?? []).flatMap(platform =>
      platform.sizeBytes === undefined
        ? []
        : [[platformName(platform), platform.sizeBytes] as const],
    ),
  );
}

/** `250.1 MB`. @public */
export function describeBytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
