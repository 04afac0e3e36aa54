import { YamlMap, YamlValue } from '../../helm/yaml/readYaml';
import { mapsOf, textOf } from '../deployment/kubernetes/manifestFields';
import { TrackedItem, TrackedYaml } from '../deployment/trackedYaml';

/** Merge keys of lists in the built-in kinds, by the name of the field; other lists are replaced whole. */
const mergeKeys: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  env: ['name'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  ports: ['containerPort', 'port'],
  imagePullSecrets: ['name'],
  secrets: ['name'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey'],
  resourceClaims: ['name'],
};

/** Kinds whose lists Kustomize knows. Lists of custom resources are replaced. */
export function knowsLists(apiVersion: string): boolean {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return group === '' || !group.includes('.') || group.endsWith('.k8s.io');
}

/**
 * Merges a strategic merge patch into an object. False when the patch deletes the object.
 *
 * @throws RenderError when the budget ends
 */
export function mergePatch(options: {
  readonly target: YamlMap;
  readonly patch: YamlMap;
  readonly yaml: TrackedYaml;
  readonly knowsLists: boolean;
}): boolean {
  const { target, patch, yaml } = options;
  const directive = patch.get('$patch');
  if (directive === 'delete') return false;
  if (directive === 'replace') target.clear();
  for (const [key, value] of patch) {
    if (key === '$patch' || key === '$retainKeys') continue;
    if (key.startsWith('$setElementOrder/')) continue;
    if (key.startsWith('$deleteFromPrimitiveList/')) {
      removeItems(target, key.slice(key.indexOf('/') + 1), value);
      continue;
    }
    const from = { container: patch, key };
    const current = target.get(key);
    if (value === undefined) {
      target.delete(key);
    } else if (value instanceof Map) {
      const into = current instanceof Map ? current : new Map<string, YamlValue>();
      const kept = mergePatch({ ...options, target: into, patch: value });
      if (!kept) target.delete(key);
      else if (into !== current) yaml.set(target, key, into, from);
    } else if (Array.isArray(value)) {
      yaml.set(
        target,
        key,
        mergeList({ ...options, key, value, current }),
        Array.isArray(current) ? undefined : from,
      );
    } else {
      yaml.set(target, key, value, from);
    }
  }
  return true;
}

function removeItems(target: YamlMap, key: string, value: YamlValue): void {
  const current = target.get(key);
  if (!Array.isArray(current) || !Array.isArray(value)) return;
  const removed = new Set(value.map(textOf));
  target.set(
    key,
    current.filter(item => !removed.has(textOf(item))),
  );
}

function mergeList(options: {
  readonly key: string;
  readonly value: YamlValue[];
  readonly current: YamlValue;
  readonly yaml: TrackedYaml;
  readonly knowsLists: boolean;
}): YamlValue[] {
  const { key, value, current, yaml } = options;
  const names = options.knowsLists && Object.hasOwn(mergeKeys, key) ? mergeKeys[key] : undefined;
  const mergeKey = names?.find(name => mapsOf(value).some(item => item.has(name)));
  const patchItems = value.map((item, index) => ({ value: item, container: value, key: index }));
  const replaces = mapsOf(value).some(item => item.get('$patch') === 'replace');
  if (mergeKey === undefined || !Array.isArray(current) || replaces) {
    const own = patchItems.filter(({ value: item }) => !hasDirective(item));
    return yaml.list(own.map(item => ({ ...item, value: yaml.clone(item.value) })));
  }
  const position = new Map(
    current.map((item, index) => [item instanceof Map ? textOf(item.get(mergeKey)) : '', index]),
  );
  const kept = current.map((item, index) => ({ value: item, container: current, key: index }));
  // What the patch names comes first, in the order of the patch, as Kustomize writes it.
  const named = new Set<number>();
  const first: TrackedItem[] = [];
  for (const item of patchItems) {
    if (!(item.value instanceof Map)) continue;
    const at = position.get(textOf(item.value.get(mergeKey)));
    const existing = at === undefined ? undefined : current[at];
    if (at === undefined || !(existing instanceof Map)) {
      if (!hasDirective(item.value)) first.push({ ...item, value: yaml.clone(item.value) });
      continue;
    }
    const isKept = mergePatch({ ...options, target: existing, patch: item.value });
    if (isKept && !named.has(at)) first.push({ value: existing, container: current, key: at });
    named.add(at);
  }
  return yaml.list([...first, ...kept.filter(({ key: at }) => !named.has(at))]);
}

function hasDirective(item: YamlValue): boolean {
  return item instanceof Map && item.has('$patch');
}
