import { NotFoundError } from '../errors/NotFoundError';
import { GoldenPathConfig } from '../config/goldenPathConfig';
import { Overlay } from '../overlay/loadOverlay';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { fargateSizes } from '../service/fargateSizes';
import { serviceNamePattern, Workload } from '../service/serviceSpec';

/**
 * What the form may offer. The shape of the answer of `GET /v1/golden-path/options`.
 *
 * @public
 */
export interface GoldenPathOptionList {
  languages: string[];
  targets: {
    id: string;
    title: string;
    default: boolean;
    status: 'active' | 'deprecated';
    since?: string;
    message?: string;
    replacedBy: string[];
    /** What can be deployed there. */
    workloads: Workload[];
    /** Checks the overlay satisfies. */
    lens: string[];
  }[];
  ci: { id: string; default: boolean }[];
  updateBots: { id: string; default: boolean; excludes: string[] }[];
  /** Valid pairs within the limits: CPU units (1024 is one vCPU) and MiB. */
  sizes: { cpu: number; memory: number[] }[];
  defaults: { cpu: number; memory: number; scaling: { min: number; max: number } };
  limits: { maxCpu: number; maxMemory: number };
  namePattern: string;
}

/**
 * Lists what can be created: the overlays that exist, filtered by the configuration. Nothing is listed that cannot be
 * rendered.
 *
 * @throws NotFoundError when there is no overlay for the language.
 * @public
 */
export async function listOptions(
  config: GoldenPathConfig,
  language: string,
): Promise<GoldenPathOptionList> {
  const library = OverlayLibrary.create({ overlayPaths: config.overlayPaths });
  const [languages, deploy, ci, updates] = await Promise.all(
    ['lang', 'deploy', 'ci', 'updates'].map(group => library.list(group)),
  );
  const languageIds = namesOf(languages ?? []);
  if (!languageIds.includes(language)) {
    throw new NotFoundError(
      `There is no golden path for '${language}'. There is one for: ${languageIds.join(', ')}.`,
    );
  }
  const { enabled } = config.targets;
  const targets = (deploy ?? []).filter(overlay => !enabled || enabled.includes(nameOf(overlay)));
  const { maxCpu, maxMemory } = config.limits;
  return {
    languages: languageIds,
    targets: targets
      .map(overlay => describeTarget(overlay, config))
      .sort((left, right) => Number(right.default) - Number(left.default)),
    ci: namesOf(ci ?? []).map(id => ({ id, default: id === config.ci.default })),
    updateBots: (updates ?? []).map(overlay => ({
      id: nameOf(overlay),
      default: nameOf(overlay) === config.updateBot,
      excludes: overlay.manifest.conflicts
        .filter(selector => selector.startsWith('ci/'))
        .map(selector => selector.slice('ci/'.length)),
    })),
    sizes: fargateSizes
      .filter(size => size.cpu <= maxCpu)
      .map(size => ({ cpu: size.cpu, memory: size.memory.filter(value => value <= maxMemory) }))
      .filter(size => size.memory.length > 0),
    defaults: {
      cpu: config.defaults.cpu,
      memory: config.defaults.memory,
      scaling: { min: config.defaults.scaling.min, max: config.defaults.scaling.max },
    },
    limits: { maxCpu, maxMemory },
    namePattern: serviceNamePattern,
  };
}

function describeTarget(
  overlay: Overlay,
  config: GoldenPathConfig,
): GoldenPathOptionList['targets'][number] {
  const id = nameOf(overlay);
  const { lifecycle, title, lens, workloads } = overlay.manifest;
  const message = config.targets.deprecated[id] ?? lifecycle.message;
  return {
    id,
    title: title ?? id,
    default: id === config.targets.default,
    status: config.targets.deprecated[id] ? 'deprecated' : lifecycle.status,
    ...(lifecycle.since ? { since: lifecycle.since } : {}),
    ...(message ? { message } : {}),
    replacedBy: lifecycle.replacedBy.map(other => other.slice(other.indexOf('/') + 1)),
    workloads: [...workloads],
    lens: [...lens],
  };
}

function namesOf(overlays: readonly Overlay[]): string[] {
  return overlays.map(nameOf);
}

function nameOf(overlay: Overlay): string {
  const { id } = overlay.manifest;
  return id.slice(id.indexOf('/') + 1);
}
