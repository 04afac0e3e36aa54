import { ExternalReference, ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';
import { ImageDependency, matchesRule, UpdateType } from './matchesRule';
import { findRenovatePreset, PresetConfig } from './renovatePresets';

const layersLimit = 200;
const rulesLimit = 1000;

/** A configuration in the order in which Renovate puts it together, later ones above earlier ones. */
export interface Layers {
  readonly layers: readonly PresetConfig[];
  /** Presets that lie elsewhere. */
  readonly unread: readonly string[];
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(entry => typeof entry === 'string') : [];
}

/** Presets first, then what the configuration says itself. */
export function collectLayers(config: PresetConfig): Layers {
  const layers: PresetConfig[] = [];
  const unread: string[] = [];
  const ignored = new Set(strings(config.ignorePresets));
  const add = (one: PresetConfig): void => {
    for (const name of strings(one.extends)) {
      if (layers.length > layersLimit || ignored.has(name)) continue;
      const preset = findRenovatePreset(name);
      if (preset) add(preset);
      else unread.push(name);
    }
    layers.push(one);
  };
  add(config);
  return { layers, unread };
}

/** What one configuration says of one kind of update of one image. */
export interface Effect {
  enabled: 'yes' | 'no' | 'maybe';
  automerge: 'yes' | 'no' | 'maybe';
  /** What switched it off. */
  source?: unknown;
  key?: string;
}

function apply(effect: Effect, config: unknown, match: 'yes' | 'maybe' = 'yes'): void {
  if (!isRecord(config)) return;
  const value = (flag: boolean): 'yes' | 'no' => (flag ? 'yes' : 'no');
  if (typeof config.enabled === 'boolean') {
    const next = value(config.enabled);
    if (next !== effect.enabled) effect.source = config;
    effect.key = 'enabled';
    effect.enabled = match === 'yes' || next === effect.enabled ? next : 'maybe';
  }
  if (typeof config.automerge === 'boolean') {
    const next = value(config.automerge);
    effect.automerge = match === 'yes' || next === effect.automerge ? next : 'maybe';
  }
}

/** The layers with what they say of images, and the rules of all of them. */
interface ImageConfig {
  readonly configs: readonly PresetConfig[];
  readonly rules: readonly PresetConfig[];
}

function imageConfig(layers: readonly PresetConfig[]): ImageConfig {
  const managers = layers.flatMap(layer => [layer.docker, layer.dockerfile]).filter(isRecord);
  const configs = [...layers, ...managers];
  const rules = configs
    .flatMap(layer => (Array.isArray(layer.packageRules) ? (layer.packageRules as unknown[]) : []))
    .filter(isRecord)
    .slice(0, rulesLimit);
  return { configs, rules };
}

function effectOn(
  { configs, rules }: ImageConfig,
  dependency: ImageDependency,
  type: UpdateType,
): Effect {
  const effect: Effect = { enabled: 'yes', automerge: 'no' };
  for (const config of configs) apply(effect, config);
  const matching: [unknown, 'yes' | 'maybe'][] = [];
  for (const rule of rules) {
    const match = matchesRule(rule, dependency, type);
    if (match === 'no') continue;
    const presets = collectLayers(rule).layers;
    presets.forEach(config => apply(effect, config, match));
    matching.push(...presets.map(config => [config[type], match] as [unknown, 'yes' | 'maybe']));
  }
  // What is said of one kind of update stands above everything else.
  for (const config of configs) apply(effect, config[type]);
  matching.forEach(([config, match]) => apply(effect, config, match));
  return effect;
}

/** Kinds of update that bring a patched parent. */
const kinds: readonly UpdateType[] = ['digest', 'patch', 'minor', 'major'];

/** The effects on the parents of a Dockerfile; several checks ask for the same ones. */
export function rememberEffects(layers: readonly PresetConfig[]) {
  const config = imageConfig(layers);
  const readEffects = (dockerfile: ResolvedDockerfile) =>
    parentsOf(dockerfile).map(dependency => ({
      dependency,
      effects: kinds.map(type => effectOn(config, dependency, type)),
    }));
  const known = new WeakMap<ResolvedDockerfile, ReturnType<typeof readEffects>>();
  return (dockerfile: ResolvedDockerfile) => {
    const effects = known.get(dockerfile) ?? readEffects(dockerfile);
    known.set(dockerfile, effects);
    return effects;
  };
}

/** The external parent; where the final chain starts from scratch, every image of the build. */
function parentsOf(dockerfile: ResolvedDockerfile): ImageDependency[] {
  const { references, stages, path } = dockerfile;
  const isParent = ({ role, inFinalChain }: ExternalReference) => role === 'from' && inFinalChain;
  const parents = references.filter(isParent);
  return (parents.length > 0 ? parents : references).map(({ source, stage }) => ({
    path,
    name:
      source.kind === 'image'
        ? source.image.text.replace(/@.*/s, '').replace(/:[^/:]*$/, '')
        : undefined,
    tag: source.kind === 'image' ? source.image.tag : undefined,
    depType: stage === stages.length - 1 ? 'final' : 'stage',
  }));
}
