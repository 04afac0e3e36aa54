import { Overlay } from '../overlay/loadOverlay';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { checkComposition } from '../overlay/checkComposition';
import { InputError } from '../errors/InputError';
import { serviceOverlays } from '../render/serviceOverlays';
import { workloadSchema } from '../service/serviceSpec';
import { Combination } from './combination';

/**
 * Every combination of what a library has that its manifests allow, in a fixed order.
 *
 * @public
 */
export async function listCombinations(library: OverlayLibrary): Promise<Combination[]> {
  const [languages, targets, pipelines, bots] = await Promise.all(
    ['lang', 'deploy', 'ci', 'updates'].map(group => library.list(group)),
  );
  const common = await Promise.all(['base', 'infra/ecr'].map(id => library.get(id)));
  const found: Combination[] = [];
  for (const language of languages ?? []) {
    for (const target of targets ?? []) {
      for (const ci of pipelines ?? []) {
        for (const bot of bots ?? []) {
          for (const workload of workloadSchema.options) {
            const combination: Combination = {
              language: nameOf(language),
              target: nameOf(target),
              ci: nameOf(ci),
              updateBot: nameOf(bot),
              workload,
            };
            if (isAllowed([...common, language, target, ci, bot], combination)) {
              found.push(combination);
            }
          }
        }
      }
    }
  }
  return found;
}

function isAllowed(overlays: readonly Overlay[], combination: Combination): boolean {
  const order = serviceOverlays(combination);
  const sorted = order.flatMap(id => overlays.filter(({ manifest }) => manifest.id === id));
  try {
    checkComposition(sorted, combination.workload);
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

function nameOf({ manifest: { id } }: Overlay): string {
  return id.slice(id.indexOf('/') + 1);
}
