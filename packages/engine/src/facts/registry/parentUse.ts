import { defineFact } from '../../contract/fact';
import { Observation, present } from '../../contract/observation';
import { ParentState } from '../../contract/registryEvidence';
import { ImageReference, parseImageReference } from '../dockerfile/imageReference';
import { imageUnits } from '../image/imageUnits';
import { thresholds } from '../organisation/thresholds';
import { normaliseRepository } from '../parent/normaliseRepository';
import { platformSet } from './platformSet';
import { registrySnapshot } from './registrySnapshot';
import { SelectedImage, selectedImages } from './selectedImages';
import { unitOf } from './unitImage';

/** The parent an image was built on. @public */
export type ParentUse =
  | { readonly kind: 'scratch' }
  /** Neither the Dockerfile nor the image say which digest. */
  | { readonly kind: 'no-digest' }
  | { readonly kind: 'digest'; readonly digest: string; readonly state: ParentState | undefined };

/** @public */
export interface ParentUses {
  of(image: SelectedImage): ParentUse;
  /** A parameter of `perf-parent-fresh`. */
  limit(name: string): number;
  /** Whole days from a moment to the assessment. */
  daysSince(moment: string): number;
}

const digestPattern = /sha256:[0-9a-f]{64}/;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Which parent images were built on, and what its tag means today. What the image itself records (label, provenance)
 * comes before the Dockerfile, which may have moved on since.
 *
 * @public
 */
export const parentUses = defineFact<ParentUses>({
  id: 'parent-uses',
  description: 'Digests of the parents that images were built on.',
  derive: ({ now }, read): Observation<ParentUses> => {
    const limits = read(thresholds);
    if (limits.status !== 'present') return limits;
    const snapshot = read(registrySnapshot);
    const states = snapshot.status === 'present' ? snapshot.value.parents : [];
    const units = read(imageUnits);
    const selected = read(selectedImages);
    return present({
      limit: (name: string) => limits.value.number('perf-parent-fresh', name),
      daysSince: (moment: string) => Math.floor((now.getTime() - Date.parse(moment)) / dayMs),
      of: (image: SelectedImage): ParentUse => {
        const unit =
          units.status === 'present' && selected.status === 'present'
            ? unitOf(image, units.value, selected.value)
            : undefined;
        const source =
          unit?.dockerfile.status === 'present' ? unit.dockerfile.value.parent : undefined;
        if (source?.kind === 'scratch') return { kind: 'scratch' };
        const written = source?.kind === 'image' ? source.image : undefined;
        const labels = labelsOf(image);
        const named = parseImageReference(labels['org.opencontainers.image.base.name'] ?? '');
        const reference = named ?? written;
        const digest =
          digestPattern.exec(labels['org.opencontainers.image.base.digest'] ?? '')?.[0] ??
          (reference && provenDigest(image, reference)) ??
          written?.digest;
        if (digest === undefined) return { kind: 'no-digest' };
        const wanted = reference ?? written;
        return { kind: 'digest', digest, state: wanted && findState(states, wanted, written) };
      },
    });
  },
});

function labelsOf({ image }: SelectedImage): Readonly<Record<string, string>> {
  const [first] = (platformSet(image) ?? []).flatMap(({ config }) =>
    config?.status === 'present' ? [config.value.labels ?? {}] : [],
  );
  return first ?? {};
}

function provenDigest({ image }: SelectedImage, parent: ImageReference): string | undefined {
  const { referrers } = image;
  if (referrers?.status !== 'present') return undefined;
  const wanted = normaliseRepository(parent);
  const materials = referrers.value.flatMap(referrer => referrer.materials ?? []);
  const found = materials.find(material => {
    const reference = parseImageReference(material);
    return reference?.digest !== undefined && normaliseRepository(reference) === wanted;
  });
  return found === undefined ? undefined : digestPattern.exec(found)?.[0];
}

/** What the tag of the parent means today. A base name without tag stands for the tag the Dockerfile writes. */
function findState(
  states: readonly ParentState[],
  reference: ImageReference,
  written: ImageReference | undefined,
): ParentState | undefined {
  const tag = reference.tag ?? written?.tag ?? 'latest';
  const repository = normaliseRepository(reference);
  return states.find(state => {
    const known = parseImageReference(state.reference);
    return known && normaliseRepository(known) === repository && (known.tag ?? 'latest') === tag;
  });
}
