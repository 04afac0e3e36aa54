import { defineFact } from '../../contract/fact';
import { Observation, present } from '../../contract/observation';
import { pipelines } from '../ci/pipelines';
import { cloud } from '../cloud/cloud';
import { builtPlatforms } from '../delivery/builtPlatforms';
import { ships } from '../delivery/imageBuildJobs';
import { platformSet } from '../registry/platformSet';
import { RepositorySelection, selectedImages } from '../registry/selectedImages';

/** Whether the image of the entity can run on Arm. @public */
export interface ArmImages {
  /** `undefined` when nothing says so. */
  readonly arm: boolean | undefined;
  readonly reason: string;
}

/** Whether every image in the registry has a platform arm64; `undefined` when that is not known. */
function publishedForArm(
  selected: Observation<readonly RepositorySelection[]>,
): boolean | undefined {
  if (selected.status !== 'present') return undefined;
  const sets = selected.value
    .flatMap(({ images }) => (images.status === 'present' ? images.value : []))
    .map(({ image }) => platformSet(image));
  const known = sets.filter(platforms => platforms !== undefined && platforms.length > 0);
  if (known.some(platforms => !platforms?.some(({ architecture }) => architecture === 'arm64'))) {
    return false;
  }
  return known.length > 0 && known.length === sets.length ? true : undefined;
}

/** @public */
export const armImages = defineFact<ArmImages>({
  id: 'arm-images',
  description: 'Whether the image is published, or else built, for arm64.',
  derive: (_input, read) => {
    const ci = read(pipelines);
    if (ci.status !== 'present') return ci;
    const clouds = read(cloud);
    if (clouds.status !== 'present') return clouds;
    const published = publishedForArm(read(selectedImages));
    if (published !== undefined) {
      const reason = published ? 'It has a platform arm64.' : 'It has no platform arm64.';
      return present({ arm: published, reason });
    }
    const { builds, unread } = ci.value;
    const shipped = builds.filter(build => ships(ci.value, build));
    const counted = shipped.length > 0 ? shipped : builds;
    if (counted.length === 0) {
      return present({ arm: undefined, reason: unread[0]?.reason ?? 'no pipeline builds it.' });
    }
    const { architectures, unknown } = builtPlatforms(ci.value, counted, clouds.value);
    if (architectures.has('arm64')) return present({ arm: true, reason: 'It is built for arm64.' });
    const open = unknown === undefined ? unread[0]?.reason : `${unknown}.`;
    return present(
      open === undefined
        ? { arm: false, reason: 'It is not built for arm64.' }
        : { arm: undefined, reason: open },
    );
  },
});
