import { knowsEnvironments } from '../../overlay/checkComposition';
import { OverlayLibrary } from '../../overlay/overlayLibrary';
import { extraOverlays } from '../../overlay/extraOverlays';
import { serviceOverlays } from '../../render/serviceOverlays';
import { GoldenPathConfig } from '../../config/goldenPathConfig';
import { Combination, nameCombination } from '../combination';
import { coverPairs } from '../coverPairs';
import { listCombinations } from '../listCombinations';
import { ComposedTemplate } from './readTemplateSteps';

/** Above this number pairs of values are covered instead of all combinations, unless all are asked for. */
const pairsAbove = 60;

/** One thing to render. */
export interface Composition {
  /** For reports: `node-helm-github-renovate-service`, after the template where there is one. */
  readonly name: string;
  readonly combination: Combination;
  readonly overlays: readonly string[];
  /** Name of the template. */
  readonly template?: string;
}

/** What is rendered, and what was left out. */
export interface Plan {
  readonly compositions: readonly Composition[];
  /** How many there are altogether. */
  readonly possible: number;
  /** Overlays of the folder that stand in none. */
  readonly unused: readonly string[];
}

/**
 * Chooses what to render: every combination that some overlay of the folder, or a template of it, takes part in; of many, enough to meet
 * every pair of values.
 */
export async function planCompositions(options: {
  readonly library: OverlayLibrary;
  /** Ids of the overlays of the folder. */
  readonly overlays: readonly string[];
  readonly templates: readonly ComposedTemplate[];
  readonly config: GoldenPathConfig;
  /** `all`, `pairs`, or pairs only where there are many. */
  readonly coverage: 'all' | 'pairs' | 'automatic';
}): Promise<Plan> {
  const { library, templates, config, coverage } = options;
  const combinations = await offeredCombinations(library, config);
  const possible: Composition[] = [];
  for (const combination of combinations) {
    const standard = serviceOverlays(combination);
    const { workload } = combination;
    const extras = await extraOverlays({ library, overlays: standard, workload });
    const overlays = [...standard, ...extras];
    for (const template of templates) {
      const composed = template.compose(combination, extras);
      if (composed) {
        possible.push({
          name: `${template.name}: ${nameCombination(combination)}`,
          combination,
          overlays: composed,
          template: template.name,
        });
      }
    }
    if (overlays.some(id => options.overlays.includes(id))) {
      possible.push({ name: nameCombination(combination), combination, overlays });
    }
  }
  const unused = options.overlays.filter(id => !possible.some(one => one.overlays.includes(id)));
  const pairs = coverage === 'pairs' || (coverage === 'automatic' && possible.length > pairsAbove);
  return {
    compositions: pairs ? choosePairs(possible) : possible,
    possible: possible.length,
    unused,
  };
}

/** What this platform could offer. */
async function offeredCombinations(
  library: OverlayLibrary,
  config: GoldenPathConfig,
): Promise<Combination[]> {
  const { enabled } = config.targets;
  const names = config.environments.map(({ name }) => name);
  const fits = async (id: string) => knowsEnvironments((await library.get(id)).manifest, names);
  const found: Combination[] = [];
  for (const combination of await listCombinations(library)) {
    const { ci, target } = combination;
    const isOffered = !enabled || enabled.includes(target);
    if (isOffered && (await fits(`ci/${ci}`)) && (await fits(`deploy/${target}`))) {
      found.push(combination);
    }
  }
  return found;
}

/** Pairs within each template, and within the compositions of the packaged templates. */
function choosePairs(possible: readonly Composition[]): Composition[] {
  const groups = new Map<string | undefined, Composition[]>();
  for (const composition of possible) {
    const group = groups.get(composition.template) ?? [];
    group.push(composition);
    groups.set(composition.template, group);
  }
  return [...groups.values()].flatMap(group => {
    const chosen = new Set(coverPairs(group.map(({ combination }) => combination)));
    return group.filter(({ combination }) => chosen.has(combination));
  });
}
