import { RenderError } from '../../helm/renderError';
import { YamlMap, YamlValue } from '../../helm/yaml/readYaml';
import { mapsOf, textOf } from '../deployment/kubernetes/manifestFields';
import { TrackedYaml } from '../deployment/trackedYaml';

type Container = YamlMap | YamlValue[];

/**
 * Applies the operations of RFC 6902 to an object.
 *
 * @throws RenderError when an operation does not fit the object, which Kustomize refuses too
 */
export function jsonPatch(target: YamlMap, operations: YamlValue, yaml: TrackedYaml): void {
  for (const operation of mapsOf(operations).slice(0, 500)) {
    const path = pointer(operation.get('path'));
    switch (operation.get('op')) {
      case 'add':
      case 'replace':
        put({ target, path, yaml, operation, value: yaml.clone(operation.get('value')) });
        break;
      case 'remove':
        take(target, path, yaml);
        break;
      case 'move':
        put({
          target,
          path,
          yaml,
          operation,
          value: take(target, pointer(operation.get('from')), yaml),
        });
        break;
      case 'copy': {
        const from = pointer(operation.get('from'));
        const { parent, key } = place(target, from);
        put({ target, path, yaml, operation, value: yaml.clone(valueAt(parent, key)) });
        break;
      }
      case 'test':
        break;
      default:
        throw problem(`The operation ${textOf(operation.get('op'))} of a patch is not known.`);
    }
  }
}

function pointer(value: YamlValue): string[] {
  const text = textOf(value);
  if (!text.startsWith('/') || text.length > 2000) throw problem(`A patch has no path.`);
  return text
    .slice(1)
    .split('/')
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function place(target: YamlMap, path: readonly string[]): { parent: Container; key: string } {
  let parent: YamlValue = target;
  for (const key of path.slice(0, -1)) {
    if (!(parent instanceof Map) && !Array.isArray(parent)) break;
    parent = valueAt(parent, key);
  }
  if (!(parent instanceof Map) && !Array.isArray(parent)) {
    throw problem(`The path /${path.join('/')} of a patch is not there.`);
  }
  return { parent, key: path.at(-1) ?? '' };
}

function valueAt(container: Container, key: string): YamlValue {
  return container instanceof Map ? container.get(key) : container[indexOf(container, key)];
}

function indexOf(list: readonly YamlValue[], key: string): number {
  if (key === '-') return list.length;
  const index = /^\d{1,6}$/.test(key) ? Number(key) : Infinity;
  if (index > list.length) throw problem(`The list of a patch has no item ${key}.`);
  return index;
}

function put(options: {
  readonly target: YamlMap;
  readonly path: readonly string[];
  readonly yaml: TrackedYaml;
  readonly operation: YamlMap;
  readonly value: YamlValue;
}): void {
  const { target, path, yaml, operation, value } = options;
  const { parent, key } = place(target, path);
  if (parent instanceof Map) {
    if (operation.get('op') === 'replace' && !parent.has(key)) {
      throw problem(`The path /${path.join('/')} of a patch is not there.`);
    }
    yaml.set(parent, key, value, { container: operation, key: 'value' });
    return;
  }
  const index = indexOf(parent, key);
  const items = parent.map((item, at) => ({
    value: item,
    container: parent as Container,
    key: at as number | string,
  }));
  const item = { value, container: operation as Container, key: 'value' };
  items.splice(index, operation.get('op') === 'replace' ? 1 : 0, item);
  yaml.refill(parent, items);
}

function take(target: YamlMap, path: readonly string[], yaml: TrackedYaml): YamlValue {
  const { parent, key } = place(target, path);
  if (parent instanceof Map) {
    if (!parent.has(key)) throw problem(`The path /${path.join('/')} of a patch is not there.`);
    const value = parent.get(key);
    parent.delete(key);
    return value;
  }
  const index = indexOf(parent, key);
  if (index >= parent.length) throw problem(`The path /${path.join('/')} of a patch is not there.`);
  const taken = parent[index];
  const items = parent.map((value, at) => ({ value, container: parent, key: at }));
  yaml.refill(
    parent,
    items.filter(({ key: at }) => at !== index),
  );
  return taken;
}

function problem(message: string): RenderError {
  return new RenderError('template', message);
}
