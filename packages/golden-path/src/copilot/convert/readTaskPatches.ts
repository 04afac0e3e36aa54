import { isMap, listOf, mapOf } from '../manifestValue';
import { parseYaml } from '../parseYaml';
import { Fields } from './fields';

const container = '/Resources/TaskDefinition/Properties/ContainerDefinitions/0/';

/** What overrides of the task say beyond the manifest. */
export interface TaskPatches {
  /** Seconds. */
  readonly stopTimeout?: number;
}

/**
 * Reads `taskdef_overrides` of the manifest and `overrides/cfn.patches.yml`, which comes later and wins. What hardens the
 * container is what every target does anyway; anything else is reported.
 */
export function readTaskPatches(fields: Fields, text: string | undefined): TaskPatches {
  let stopTimeout: number | undefined;
  const read = (path: string, name: string, value: unknown): boolean => {
    if (name === 'StopTimeout' && typeof value === 'number' && Number.isInteger(value)) {
      stopTimeout = value;
      return true;
    }
    return isHardening(name, value) || isRuntime(path);
  };
  const overrides = listOf(fields.get('taskdef_overrides'));
  const strange = overrides.filter(rule => {
    const path = String(mapOf(rule).path ?? '').replace(/^ContainerDefinitions\[0\]\./, '');
    return !read(path, path.replaceAll('.', '/'), mapOf(rule).value);
  });
  if (strange.length > 0) {
    fields.report(
      'taskdef_overrides',
      'Changes of the task definition are made in the files of the new target.',
      strange,
    );
  } else if (overrides.length > 0) {
    fields.take('taskdef_overrides', 'shutdown, and what every target does');
  }
  for (const operation of operationsOf(text, fields)) {
    const path = String(operation.path ?? '');
    const name = path.startsWith(container) ? path.slice(container.length) : '';
    if (!read(path, name, operation.value)) {
      fields.report(
        `overrides/cfn.patches.yml ${path}`.slice(0, 300),
        'The patch changes the template of Copilot; make the change in the files of the new target.',
        operation.value,
      );
    }
  }
  return stopTimeout === undefined ? {} : { stopTimeout };
}

function operationsOf(
  text: string | undefined,
  fields: Fields,
): Readonly<Record<string, unknown>>[] {
  if (text === undefined) return [];
  let value: unknown;
  try {
    value = parseYaml(text);
  } catch {
    value = undefined;
  }
  if (!Array.isArray(value)) {
    if (value !== null) {
      fields.report('overrides/cfn.patches.yml', 'It is no list of patches and was not read.', '');
    }
    return [];
  }
  return value.filter(isMap).slice(0, 500);
}

function isHardening(name: string, value: unknown): boolean {
  if (name === 'User') return /^65532(:65532)?$/.test(String(value));
  if (name === 'ReadonlyRootFilesystem') return value === true;
  if (name === 'Privileged') return value === false;
  if (name === 'LinuxParameters/Capabilities/Drop') return String(listOf(value)) === 'ALL';
  if (name === 'LinuxParameters/InitProcessEnabled') return value === false;
  if (name !== 'LinuxParameters' || !isMap(value)) return false;
  return Object.entries(value).every(([key, inner]) => {
    if (key === 'Tmpfs') return listOf(inner).every(mount => mapOf(mount).ContainerPath === '/tmp');
    if (key !== 'Capabilities') return isHardening(`LinuxParameters/${key}`, inner);
    const { Drop: drop, ...more } = mapOf(inner);
    return Object.keys(more).length === 0 && isHardening('LinuxParameters/Capabilities/Drop', drop);
  });
}

/** The functions that Copilot adds for itself do not come along. */
function isRuntime(path: string): boolean {
  return /^\/Resources\/[A-Za-z]{1,100}Function\/Properties\/Runtime$/.test(path);
}
