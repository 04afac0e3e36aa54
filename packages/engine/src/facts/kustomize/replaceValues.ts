import { RenderBudget } from '../../helm/renderBudget';
import { RenderError } from '../../helm/renderError';
import { YamlMap, YamlValue } from '../../helm/yaml/readYaml';
import { mapOf, mapsOf, textOf } from '../deployment/kubernetes/manifestFields';
import { TrackedYaml } from '../deployment/trackedYaml';
import { Resource, Selector } from './resource';
import { selectResources } from './selectResources';

/**
 * `replacements:` that copy a whole value, or a part of it between delimiters.
 *
 * @throws RenderError when a replacement is written in a way that is not read
 */
export function replaceValues(options: {
  readonly resources: readonly Resource[];
  readonly kustomization: YamlMap;
  readonly yaml: TrackedYaml;
  readonly budget: RenderBudget;
}): void {
  const { resources, kustomization, yaml, budget } = options;
  for (const replacement of mapsOf(kustomization.get('replacements'))) {
    const source = mapOf(replacement.get('source'));
    if (replacement.has('path') || source.size === 0)
      throw problem('it is written in another file');
    const [from] = selectResources(resources, selectorOf(source), budget);
    if (!from) throw problem('its source is not there');
    const value = partOf(
      valueAt(from.value, textOf(source.get('fieldPath') ?? 'metadata.name')),
      mapOf(source.get('options')),
    );
    for (const target of mapsOf(replacement.get('targets'))) {
      const select = mapOf(target.get('select'));
      const rejected = new Set(
        mapsOf(target.get('reject')).flatMap(item =>
          selectResources(resources, selectorOf(item), budget),
        ),
      );
      const targets = selectResources(resources, selectorOf(select), budget);
      const paths = target.get('fieldPaths');
      for (const resource of targets.filter(item => !rejected.has(item))) {
        for (const path of Array.isArray(paths) ? paths.map(textOf) : ['metadata.name']) {
          setAt({
            target: resource.value,
            way: split(path),
            value,
            options: mapOf(target.get('options')),
            yaml,
          });
        }
      }
    }
  }
}

export function selectorOf(map: YamlMap): Selector {
  const field = (key: string): string | undefined =>
    map.has(key) ? textOf(map.get(key)) : undefined;
  return {
    group: field('group'),
    version: field('version'),
    kind: field('kind'),
    name: field('name'),
    namespace: field('namespace'),
    labels: field('labelSelector'),
    annotations: field('annotationSelector'),
  };
}

/** Dots separate, `\.` is a dot, `[name=app]` selects an item. */
function split(path: string): string[] {
  // eslint-disable-next-line regexp/no-super-linear-move -- 2,000 characters at most.
  const parts = path.slice(0, 2000).match(/\[[^\]]*\]|(?:\\.|[^.[\\])+/g) ?? [];
  return parts.map(part => part.replace(/\\(.)/g, '$1'));
}

function step(value: YamlValue, key: string): YamlValue[] {
  if (value instanceof Map) return value.has(key) ? [value.get(key)] : [];
  if (!Array.isArray(value)) return [];
  if (key === '*') return value;
  const [, name = '', wanted] = /^\[([^=\]]+)=([^\]]*)\]$/.exec(key) ?? [];
  if (wanted !== undefined) return mapsOf(value).filter(item => textOf(item.get(name)) === wanted);
  return /^\d{1,6}$/.test(key) && Number(key) < value.length ? [value[Number(key)]] : [];
}

function valueAt(value: YamlMap, path: string): YamlValue {
  let current: YamlValue = value;
  for (const key of split(path)) [current] = step(current, key);
  if (current === undefined) throw problem(`its source has no ${path}`);
  return current;
}

function partOf(value: YamlValue, options: YamlMap): YamlValue {
  const delimiter = textOf(options.get('delimiter'));
  if (delimiter === '' || typeof value !== 'string') return value;
  return value.split(delimiter)[Number(options.get('index') ?? 0)];
}

function setAt(options: {
  readonly target: YamlValue;
  readonly way: readonly string[];
  readonly value: YamlValue;
  readonly options: YamlMap;
  readonly yaml: TrackedYaml;
}): void {
  const { target, way, value, yaml } = options;
  const [key = '', ...rest] = way;
  const creates = options.options.get('create') === true;
  if (rest.length > 0) {
    if (creates && target instanceof Map && !target.has(key)) target.set(key, new Map());
    for (const next of step(target, key)) setAt({ ...options, target: next, way: rest });
    return;
  }
  const join = (current: YamlValue): YamlValue => {
    const delimiter = textOf(options.options.get('delimiter'));
    if (delimiter === '' || typeof current !== 'string') return yaml.clone(value);
    const parts = current.split(delimiter);
    const index = Number(options.options.get('index') ?? 0);
    if (index >= 0 && index < parts.length) parts[index] = textOf(value);
    return parts.join(delimiter);
  };
  if (target instanceof Map && (creates || target.has(key))) {
    yaml.set(target, key, join(target.get(key)));
  } else if (Array.isArray(target) && /^\d{1,6}$/.test(key) && Number(key) < target.length) {
    target[Number(key)] = join(target[Number(key)]);
  }
}

function problem(why: string): RenderError {
  return new RenderError('unsupported', `A replacement cannot be followed: ${why}.`);
}
