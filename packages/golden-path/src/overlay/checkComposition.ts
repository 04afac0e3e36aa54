import { InputError } from '../errors/InputError';
import { Workload } from '../service/serviceSpec';
import { Overlay } from './loadOverlay';

/**
 * Checks that a list of overlays can be composed: nothing twice, nothing missing that one requires, nothing together that
 * excludes each other, nothing that cannot run the workload.
 *
 * @throws InputError that names the overlays.
 */
export function checkComposition(overlays: readonly Overlay[], workload?: Workload): void {
  const ids = overlays.map(overlay => overlay.manifest.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) {
    throw new InputError(`The overlay '${twice}' is listed twice.`);
  }
  for (const { manifest } of overlays) {
    if (workload && !manifest.workloads.includes(workload)) {
      throw new InputError(
        `The overlay '${manifest.id}' is for ${manifest.workloads.join(' and ')}, not for a ${workload}.`,
      );
    }
    for (const selector of manifest.requires) {
      if (!ids.some(id => matches(selector, id))) {
        throw new InputError(
          `The overlay '${manifest.id}' requires '${selector}', which is not in the list.`,
        );
      }
    }
    for (const selector of manifest.conflicts) {
      const other = ids.find(id => id !== manifest.id && matches(selector, id));
      if (other) {
        throw new InputError(`The overlays '${manifest.id}' and '${other}' exclude each other.`);
      }
    }
  }
}

/**
 * Checks that overlays whose files name environments themselves name those of the platform.
 *
 * @throws InputError that names the overlay and both lists.
 */
export function checkEnvironments(
  overlays: readonly Overlay[],
  environments: readonly string[] | undefined,
): void {
  for (const { manifest } of environments ? overlays : []) {
    const own = manifest.environments;
    if (own && environments && !knowsEnvironments(manifest, environments)) {
      throw new InputError(
        `The files of the overlay '${manifest.id}' know the environments ${own.join(', ')}; this platform has ${environments.join(', ')}. Choose another one, or replace it by an overlay of your own with the id '${manifest.id}'.`,
      );
    }
  }
}

/** Whether the files of an overlay fit the environments of a platform. */
export function knowsEnvironments(
  { environments }: Overlay['manifest'],
  names: readonly string[],
): boolean {
  return !environments || environments.join() === names.join();
}

/** True when an overlay could be added to those of a composition: what it requires is there, and nothing excludes another. */
export function meetsComposition(
  overlay: Overlay,
  others: readonly Overlay[],
  workload: Workload,
): boolean {
  try {
    checkComposition([...others, overlay], workload);
    return true;
  } catch (error) {
    if (error instanceof InputError) {
      return false;
    }
    throw error;
  }
}

function matches(selector: string, id: string): boolean {
  return selector.endsWith('/*') ? id.startsWith(selector.slice(0, -1)) : selector === id;
}
