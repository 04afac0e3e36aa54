import { Observation } from '../../contract/observation';
import { ImageConfigBlob } from '../../contract/registryEvidence';
import { ImageUnit } from '../image/imageUnit';
import { platformName, platformSet } from './platformSet';
import { RepositorySelection, SelectedImage } from './selectedImages';

/**
 * The unit that an image repository holds: the one the evidence names, else the only unit of the only repository.
 *
 * @public
 */
export function unitOf(
  image: SelectedImage,
  units: readonly ImageUnit[],
  selected: readonly RepositorySelection[],
): ImageUnit | undefined {
  const { unit } = image.repository;
  if (unit !== undefined) return units.find(({ name }) => name === unit);
  return units.length === 1 && selected.length === 1 ? units[0] : undefined;
}

/** The selected images of a unit, as `unitOf` assigns them. @public */
export function imagesOf(
  unit: ImageUnit,
  units: readonly ImageUnit[],
  selected: Observation<readonly RepositorySelection[]>,
): readonly SelectedImage[] {
  if (selected.status !== 'present') return [];
  return selected.value
    .flatMap(({ images }) => (images.status === 'present' ? images.value : []))
    .filter(image => unitOf(image, units, selected.value) === unit);
}

/** The config blobs of a unit in the registry, one for each platform that could be read. @public */
export function configBlobs(
  unit: ImageUnit,
  units: readonly ImageUnit[],
  selected: Observation<readonly RepositorySelection[]>,
): readonly ImageConfigBlob[] {
  return imagesOf(unit, units, selected)
    .flatMap(({ image }) => platformSet(image) ?? [])
    .flatMap(({ config }) => (config?.status === 'present' ? [config.value] : []));
}

/** Platforms of a unit in the registry whose config blob could not be read. @public */
export function unreadPlatforms(
  unit: ImageUnit,
  units: readonly ImageUnit[],
  selected: Observation<readonly RepositorySelection[]>,
): readonly string[] {
  return imagesOf(unit, units, selected)
    .flatMap(({ image }) => platformSet(image) ?? [])
    .flatMap(platform =>
      platform.config?.status === 'unavailable' ? [platformName(platform)] : [],
    );
}
