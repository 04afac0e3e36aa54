import { RenderError } from '../../helm/renderError';
import { YamlMap, YamlValue } from '../../helm/yaml/readYaml';
import { mapOf, textOf } from '../deployment/kubernetes/manifestFields';
import { TrackedYaml } from '../deployment/trackedYaml';

/** Lists that a further file adds to; others it replaces. */
const appended = new Set([
  'ports',
  'expose',
  'volumes',
  'secrets',
  'configs',
  'cap_add',
  'cap_drop',
  'security_opt',
]);
/** Maps that may be written as a list of `KEY=value`. */
const keyed = new Set(['environment', 'labels', 'args']);

/**
 * Merges the services of several compose files like `-f a -f b`.
 *
 * @throws RenderError when a file has no services
 */
export function mergeServices(files: readonly YamlMap[], yaml: TrackedYaml): YamlMap {
  const merged: YamlMap = new Map();
  for (const file of files) {
    const services = file.get('services');
    if (!(services instanceof Map)) throw new RenderError('input', 'It has no services.');
    for (const [name, service] of services) {
      if (!(service instanceof Map)) continue;
      const known = merged.get(name);
      if (known instanceof Map) merge(known, service, yaml);
      else yaml.set(merged, name, yaml.clone(service), { container: services, key: name });
    }
  }
  for (const name of merged.keys()) extend({ name, merged, yaml, seen: new Set() });
  return merged;
}

/** `extends: { service: base }` lays a service over another one of the same files. */
function extend(options: {
  readonly name: string;
  readonly merged: YamlMap;
  readonly yaml: TrackedYaml;
  readonly seen: Set<string>;
}): void {
  const { name, merged, yaml, seen } = options;
  const service = merged.get(name);
  if (!(service instanceof Map) || seen.has(name)) return;
  const from = service.get('extends');
  if (from === undefined) return;
  if (mapOf(from).has('file')) {
    throw new RenderError('unsupported', `${name} extends a service of another file.`);
  }
  const base = from instanceof Map ? textOf(from.get('service')) : textOf(from);
  extend({ ...options, name: base, seen: new Set([...seen, name]) });
  const inherited = merged.get(base);
  if (!(inherited instanceof Map)) return;
  const whole = yaml.clone(inherited);
  service.delete('extends');
  merge(whole, service, yaml);
  yaml.set(merged, name, whole);
}

function merge(target: YamlMap, source: YamlMap, yaml: TrackedYaml): void {
  for (const [key, value] of source) {
    const current = target.get(key);
    const from = { container: source, key };
    if (keyed.has(key) && current !== undefined && value !== undefined) {
      const into = toMap(current, yaml);
      const more = toMap(value, yaml);
      for (const [name, item] of more) {
        yaml.set(into, name, item, { container: more, key: name });
      }
      yaml.set(target, key, into);
    } else if (value instanceof Map && current instanceof Map) merge(current, value, yaml);
    else if (Array.isArray(value) && Array.isArray(current) && appended.has(key)) {
      yaml.set(
        target,
        key,
        yaml.list([
          ...current.map((item, at) => ({ value: item, container: current, key: at })),
          ...value.map((item, at) => ({ value: yaml.clone(item), container: value, key: at })),
        ]),
      );
    } else yaml.set(target, key, yaml.clone(value), from);
  }
}

/** `[A=1]` as `{ A: 1 }`. */
export function toMap(value: YamlValue, yaml: TrackedYaml): YamlMap {
  if (!Array.isArray(value)) return mapOf(value);
  const map: YamlMap = new Map();
  value.forEach((item, at) => {
    const text = textOf(item);
    const equal = text.indexOf('=');
    const name = equal < 0 ? text : text.slice(0, equal);
    yaml.set(map, name, equal < 0 ? undefined : text.slice(equal + 1), {
      container: value,
      key: at,
    });
  });
  return map;
}
