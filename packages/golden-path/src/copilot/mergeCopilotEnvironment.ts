import { ManifestMap, isMap, isSet, mapOf } from './manifestValue';

/** What takes the place of the other when an environment sets it, by the key the map stands under. */
const exclusive: Readonly<Record<string, readonly (readonly string[])[]>> = {
  image: [['build'], ['location']],
  efs: [
    ['uid', 'gid'],
    ['id', 'root_dir', 'auth'],
  ],
};
const scaling = [
  'range',
  'cpu_percentage',
  'memory_percentage',
  'requests',
  'response_time',
  'queue_delay',
];
/** Their entries are replaced as a whole. */
const entries = ['variables', 'secrets', 'secretOptions'];

/**
 * The manifest as one environment gets it: what stands below `environments.<name>` overrides the rest as Copilot does it.
 * Maps are merged, lists and single values replaced; what excludes each other takes the other's place.
 */
export function mergeCopilotEnvironment(manifest: ManifestMap, environment: string): ManifestMap {
  const { environments, ...base } = manifest;
  const all = mapOf(environments);
  const changes = Object.hasOwn(all, environment) ? mapOf(all[environment]) : {};
  // The name and the type are those of the manifest.
  const { name: _name, type: _type, ...fields } = changes;
  return mergeMap(base, fields, '');
}

function mergeMap(base: ManifestMap, changes: ManifestMap, key: string): ManifestMap {
  const merged: Record<string, unknown> = { ...base };
  if (entries.includes(key)) {
    return Object.fromEntries(
      Object.entries({ ...base, ...changes }).map(([name, value]) => [name, value ?? base[name]]),
    );
  }
  for (const group of exclusive[key] ?? []) {
    if (group.some(name => isSet(changes[name]))) {
      const others = exclusive[key]!.filter(other => other !== group).flat();
      others.filter(name => !isSet(changes[name])).forEach(name => delete merged[name]);
    }
  }
  if (key === 'count') {
    if (isSet(changes.spot)) {
      [...scaling, 'cooldown'].forEach(name => delete merged[name]);
    }
    if (scaling.some(name => isSet(changes[name]))) delete merged.spot;
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined) continue;
    const current = merged[name];
    if (!isMap(value)) merged[name] = value;
    else if (isMap(current)) merged[name] = mergeMap(current, value, name);
    // An empty map changes nothing.
    else if (isSet(value) || current === undefined || current === null) {
      merged[name] = mergeMap({}, value, name);
    }
  }
  return merged;
}
