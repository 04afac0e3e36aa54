import { defineFact } from '../../contract/fact';
import { Observation, present } from '../../contract/observation';
import { thresholds } from '../organisation/thresholds';
import { imageSize, platformSizes } from './imageSize';
import { SelectedImage } from './selectedImages';
import { listReleases } from './selectImages';

/** Size of one image, whole and by platform. @public */
export interface ReleaseSize {
  readonly digest: string;
  readonly pushedAt: number;
  /** Of the largest platform. */
  readonly bytes: number;
  readonly platforms: Readonly<Record<string, number>>;
}

/** @public */
export interface EarlierReleases {
  /** Releases pushed before the image, the newest first. */
  before(image: SelectedImage): readonly ReleaseSize[];
  /** A parameter of `perf-image-size-regression`. */
  limit(name: string): number;
}

/** Earlier releases: what the registry still has, and what earlier assessments stored. @public */
export const earlierReleases = defineFact<EarlierReleases>({
  id: 'earlier-releases',
  description: 'Sizes of the releases before the selected image.',
  derive: ({ evidence, organisation }, read): Observation<EarlierReleases> => {
    const limits = read(thresholds);
    if (limits.status !== 'present') return limits;
    const stored = evidence.history?.status === 'present' ? evidence.history.value.images : [];
    return present({
      limit: (name: string) => limits.value.number('perf-image-size-regression', name),
      before: ({ repository, image }: SelectedImage) => {
        if (image.pushedAt === undefined) return [];
        const pushed = Date.parse(image.pushedAt);
        const listed = repository.images.status === 'present' ? repository.images.value : [];
        const sizes = [
          ...listReleases(listed, organisation.releaseTagPattern).flatMap(release => {
            const bytes = imageSize(release);
            return bytes === undefined || release.pushedAt === undefined
              ? []
              : [
                  {
                    digest: release.digest,
                    pushedAt: Date.parse(release.pushedAt),
                    bytes,
                    platforms: platformSizes(release),
                  },
                ];
          }),
          ...stored
            .filter(entry => entry.repository === repository.name)
            .map(entry => ({
              digest: entry.digest,
              pushedAt: Date.parse(entry.pushedAt),
              bytes: entry.sizeBytes,
              platforms: entry.platformBytes ?? {},
            })),
        ];
        const byDigest = new Map(sizes.reverse().map(size => [size.digest, size]));
        return [...byDigest.values()]
          .filter(size => size.pushedAt < pushed && size.digest !== image.digest)
          .sort((a, b) => b.pushedAt - a.pushedAt);
      },
    });
  },
});
