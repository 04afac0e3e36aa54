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
