import { YamlMap, YamlValue } from '../../helm/yaml/readYaml';
import { mapsOf, textOf } from '../deployment/kubernetes/manifestFields';

const patchesLimit = 100;
const task =
  /^\/Resources\/TaskDefinition\/Properties\/ContainerDefinitions\/0\/([A-Za-z]{1,40})((?:\/[A-Za-z]{1,40}){0,3})$/;
/** Of the first container; nothing else of it changes what the checks read of the manifest. */
const fields = ['StopTimeout', 'User', 'Privileged', 'ReadonlyRootFilesystem', 'LinuxParameters'];
/** The Lambda functions that Copilot adds for itself. */
const functions = /^\/Resources\/[A-Za-z]{1,100}Function\/Properties\/Runtime$/;

/**
 * The patches of `overrides/cfn.patches.yml` in the form of `taskdef_overrides`; `undefined` when they change more than the
 * security and stop time of the first container and the runtime of Copilot's own functions.
 */
export function taskPatches(patches: YamlValue): YamlMap[] | undefined {
  if (!Array.isArray(patches) || patches.length > patchesLimit) return undefined;
  const operations = mapsOf(patches);
  if (operations.length !== patches.length) return undefined;
  const rules: YamlMap[] = [];
  for (const operation of operations) {
    const path = textOf(operation.get('path')).slice(0, 500);
    if (!/^(add|replace)$/.test(textOf(operation.get('op')))) return undefined;
    if (functions.test(path)) continue;
    const [, field = '', rest = ''] = task.exec(path) ?? [];
    if (!fields.includes(field)) return undefined;
    rules.push(...flatten(`${field}${rest.replaceAll('/', '.')}`, operation.get('value'), 0));
  }
  return rules;
}

function flatten(path: string, value: YamlValue, depth: number): YamlMap[] {
  return value instanceof Map && depth < 5
    ? [...value].flatMap(([key, inner]) => flatten(`${path}.${key}`, inner, depth + 1))
    : [
        new Map<string, YamlValue>([
          ['path', `ContainerDefinitions[0].${path}`],
          ['value', value],
        ]),
      ];
}
