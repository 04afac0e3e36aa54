import { RegistryImage } from '../../contract/registryEvidence';
import { ReleaseSize } from './earlierReleases';
import { imageSize, platformSizes } from './imageSize';

/** @public */
export type SizeComparison =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'few' }
  | {
      readonly kind: 'compared';
      readonly bytes: number;
      readonly median: number;
      readonly platform?: string;
    };

const releasesNeeded = 3;

/**
 * Compares an image with the median of the releases before it, platform by platform where sizes of platforms are known;
 * the platform that grew most decides.
 *
 * @public
 */
export function compareSizes(
  image: RegistryImage,
  earlier: readonly ReleaseSize[],
  window: number,
): SizeComparison {
  const whole = imageSize(image);
  if (whole === undefined) return { kind: 'unknown' };
  if (earlier.length < releasesNeeded) return { kind: 'few' };
  const compared = Object.entries(platformSizes(image)).flatMap(([platform, bytes]) => {
    const before = earlier.flatMap(({ platforms }) => platforms[platform] ?? []).slice(0, window);
    return before.length < releasesNeeded
      ? []
      : [{ kind: 'compared' as const, bytes, median: medianOf(before), platform }];
  });
  const [worst] = compared.sort((a, b) => b.bytes / b.median - a.bytes / a.median);
  if (worst) return worst;
  const before = earlier.slice(0, window).map(({ bytes }) => bytes);
  return { kind: 'compared', bytes: whole, median: medianOf(before) };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  const median = sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
  // An image of no bytes cannot be grown from.
  return Math.max(1, median);
}
