import { YamlMap, YamlValue } from '../../helm/yaml/readYaml';
import { mapsOf, textOf } from '../deployment/kubernetes/manifestFields';

/**
 * The value that `taskdef_overrides` gives to a field of the first container, or of the task, by its name in
 * CloudFormation: `ContainerDefinitions[0].User`.
 */
export function taskOverride(manifest: YamlMap, field: string): YamlValue {
  const wanted = field.toLowerCase();
  return mapsOf(manifest.get('taskdef_overrides'))
    .filter(rule => normalise(textOf(rule.get('path'))) === wanted)
    .at(-1)
    ?.get('value');
}

/** Values that are appended to a list, or set by their place. */
export function taskOverrides(manifest: YamlMap, list: string): YamlValue[] {
  const wanted = list.toLowerCase();
  return mapsOf(manifest.get('taskdef_overrides')).flatMap(rule => {
    const path = normalise(textOf(rule.get('path')));
    const value = rule.get('value');
    if (path === wanted) return Array.isArray(value) ? value : [value];
    return path.startsWith(`${wanted}[`) ? [value] : [];
  });
}

function normalise(path: string): string {
  return path
    .slice(0, 500)
    .replace(/^ContainerDefinitions\[0\]\./i, '')
    .toLowerCase();
}
