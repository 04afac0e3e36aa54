import { Observation } from '../../contract/observation';
import { ImageUnit } from '../image/imageUnit';
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
