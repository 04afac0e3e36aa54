import { defineFact } from '../../contract/fact';
import { Observation, present } from '../../contract/observation';
import { ImageReference, parseImageReference } from '../dockerfile/imageReference';
import { ImageUnit } from '../image/imageUnit';
import { imageUnits } from '../image/imageUnits';
import { normaliseRepository } from '../parent/normaliseRepository';
import { platformSet } from './platformSet';
import { SelectedImage, selectedImages } from './selectedImages';
import { imagesOf } from './unitImage';

/** What the released images of a unit record of their parent; each is the name of an image that does, or not set. */
export interface RecordedLineage {
  /** Label with the name of the parent. */
  readonly named?: string;
  /** Labels with its name and its digest. */
  readonly labelled?: string;
  /** Provenance that lists the parent with a digest. */
  readonly proven?: string;
}

/** @public */
export interface RecordedLineages {
  of(unit: ImageUnit, parent: ImageReference): RecordedLineage;
}

/** @public */
export const recordedLineages = defineFact<RecordedLineages>({
  id: 'recorded-lineages',
  description: 'What labels and provenance of released images say of their parents.',
  derive: (_input, read): Observation<RecordedLineages> => {
    const units = read(imageUnits);
    const selected = read(selectedImages);
    return present({
      of: (unit: ImageUnit, parent: ImageReference): RecordedLineage => {
        if (units.status !== 'present') return {};
        const images = imagesOf(unit, units.value, selected);
        const named = images.filter(image => labelsOf(image).some(one => isNamed(one, parent)));
        const labelled = named.filter(image =>
          labelsOf(image).every(
            one =>
              isNamed(one, parent) &&
              /^sha256:[0-9a-f]{64}$/.test(one['org.opencontainers.image.base.digest'] ?? ''),
          ),
        );
        const proven = images.filter(image => isProven(image, parent));
        return {
          named: named[0]?.name,
          ...(labelled.length === images.length ? { labelled: labelled[0]?.name } : {}),
          ...(proven.length === images.length ? { proven: proven[0]?.name } : {}),
        };
      },
    });
  },
});

type Labels = Readonly<Record<string, string>>;

function labelsOf({ image }: SelectedImage): readonly Labels[] {
  return (platformSet(image) ?? []).flatMap(({ config }) =>
    config?.status === 'present' ? [config.value.labels ?? {}] : [],
  );
}

/** A label that the parent hands on names the parent of the parent, and so another repository. */
function isNamed(labels: Labels, parent: ImageReference): boolean {
  const name = parseImageReference(labels['org.opencontainers.image.base.name'] ?? '');
  return name !== undefined && normaliseRepository(name) === normaliseRepository(parent);
}

function isProven({ image: { referrers } }: SelectedImage, parent: ImageReference): boolean {
  if (referrers?.status !== 'present') return false;
  return referrers.value
    .flatMap(({ materials }) => materials ?? [])
    .some(material => {
      const image = parseImageReference(material);
      return (
        image?.digest !== undefined && normaliseRepository(image) === normaliseRepository(parent)
      );
    });
}
