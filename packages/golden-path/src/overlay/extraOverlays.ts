import { Workload } from '../service/serviceSpec';
import { meetsComposition } from './checkComposition';
import { OverlayLibrary } from './overlayLibrary';

/** Group of the overlays that an organisation adds to every service they fit. */
export const extraGroup = 'extra';

/**
 * The overlays of the group `extra` that fit a composition: what they require is in it, nothing in it excludes them, and they are
 * for the workload. In the order of their names, which is the order in which they contribute to shared documents.
 *
 * @public
 */
export async function extraOverlays(options: {
  readonly library: OverlayLibrary;
  /** Ids of the overlays of the composition. */
  readonly overlays: readonly string[];
  readonly workload: Workload;
}): Promise<string[]> {
  const { library, workload } = options;
  const base = await Promise.all(options.overlays.map(id => library.get(id)));
  const extras = await library.list(extraGroup);
  return extras
    .filter(extra => meetsComposition(extra, base, workload))
    .map(({ manifest }) => manifest.id);
}
