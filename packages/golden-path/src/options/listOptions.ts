import { NotFoundError } from '../errors/NotFoundError';
import { knowsEnvironments } from '../overlay/checkComposition';
import { GoldenPathConfig } from '../config/goldenPathConfig';
import { Overlay } from '../overlay/loadOverlay';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { fargateSizes } from '../service/fargateSizes';
import { serviceNamePattern, Workload } from '../service/serviceSpec';
import { ParentOption, listParents } from './listParents';

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
  ci: { id: string; title: string; default: boolean }[];
  /** `excludes` are the pipelines that a bot does not work with. */
  updateBots: { id: string; title: string; default: boolean; excludes: string[] }[];
  /** The parents a service of the language can begin with: pairs of one to build with and one to run on, the default first. */
  parents: ParentOption[];
  /** Labels that the entity in the catalog gets; what has a value is not asked for. */
  labels: { name: string; title: string; required: boolean; value?: string; values?: string[] }[];
  /** Sentences about what could not be read and is older or missing therefore. */
  notices: string[];
  /** Where the service will run, in this order. */
  environments: { name: string; approval: boolean }[];
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
  library = OverlayLibrary.create({ overlayPaths: config.overlayPaths }),
): Promise<GoldenPathOptionList> {
  const names = config.environments.map(({ name }) => name);
  const [languages, deploy, ci, updates] = await Promise.all(
    ['lang', 'deploy', 'ci', 'updates'].map(async group =>
      (await library.list(group)).filter(({ manifest }) => knowsEnvironments(manifest, names)),
    ),
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
    targets: defaultFirst(targets.map(overlay => describeTarget(overlay, config))),
    ci: defaultFirst(
      (ci ?? []).map(overlay => ({
        ...nameAndTitle(overlay),
        default: nameOf(overlay) === config.ci.default,
      })),
    ),
    updateBots: defaultFirst(
      (updates ?? []).map(overlay => ({
        ...nameAndTitle(overlay),
        default: nameOf(overlay) === config.updateBot,
        excludes: excludedPipelines(overlay, namesOf(ci ?? [])),
      })),
    ),
    parents: listParents(config, language),
    labels: Object.entries(config.labels).map(([name, { title, ...label }]) => ({
      name,
      title: title ?? name,
      ...label,
    })),
    notices: await library.notices(),
    environments: config.environments.map(({ name, approval }) => ({ name, approval })),
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

/** Pipelines among `all` that the bot conflicts with, or that are not the one it requires. */
function excludedPipelines({ manifest }: Overlay, all: readonly string[]): string[] {
  const pipelines = (selectors: readonly string[]) =>
    selectors
      .filter(selector => selector.startsWith('ci/'))
      .map(selector => selector.slice('ci/'.length));
  const required = pipelines(manifest.requires).filter(selector => selector !== '*');
  const conflicts = pipelines(manifest.conflicts);
  return all.filter(
    id =>
      conflicts.includes(id) ||
      conflicts.includes('*') ||
      (required.length > 0 && !required.includes(id)),
  );
}

function defaultFirst<T extends { default: boolean }>(choices: T[]): T[] {
  return choices.sort((left, right) => Number(right.default) - Number(left.default));
}

function describeTarget(
  overlay: Overlay,
  config: GoldenPathConfig,
): GoldenPathOptionList['targets'][number] {
  const id = nameOf(overlay);
  const { lifecycle, lens, workloads } = overlay.manifest;
  const message = config.targets.deprecated[id] ?? lifecycle.message;
  return {
    ...nameAndTitle(overlay),
    default: id === config.targets.default,
    status: config.targets.deprecated[id] ? 'deprecated' : lifecycle.status,
    ...(lifecycle.since ? { since: lifecycle.since } : {}),
    ...(message ? { message } : {}),
    replacedBy: lifecycle.replacedBy.map(other => other.slice(other.indexOf('/') + 1)),
    workloads: [...workloads],
    lens: [...lens],
  };
}

function nameAndTitle(overlay: Overlay): { id: string; title: string } {
  const id = nameOf(overlay);
  return { id, title: overlay.manifest.title ?? id };
}

function namesOf(overlays: readonly Overlay[]): string[] {
  return overlays.map(nameOf);
}

function nameOf(overlay: Overlay): string {
  const { id } = overlay.manifest;
  return id.slice(id.indexOf('/') + 1);
}
