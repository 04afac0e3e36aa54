import { ManifestDocument } from '../../../helm/chart/manifestDocument';
import { YamlMap, YamlValue } from '../../../helm/yaml/readYaml';
import { SourceLocation } from '../../image/imageConfig';
import { Resolved, resolved, unresolved } from '../../resolved';
import { OwnContainer } from '../ownContainer';
import { EnvironmentEntry } from '../workload';
import { clean, descend, ManifestFields, mapOf, mapsOf, textOf } from './manifestFields';
import { PackageIndex } from './packageIndex';

const entriesLimit = 1000;
const expandedLimit = 10_000;

/** The variables of a container as Kubernetes sets them: `envFrom` first, then `env`, later ones win. */
export function containerEnvironment(options: {
  readonly container: YamlMap;
  readonly fields: ManifestFields;
  readonly index: PackageIndex;
  readonly locate: (path: readonly (string | number)[]) => SourceLocation;
}): Pick<OwnContainer, 'environment' | 'environmentFrom'> {
  const { container, fields, index, locate } = options;
  const entries = new Map<string, EnvironmentEntry>();
  const environmentFrom: { kind: 'secret' | 'config'; name: string }[] = [];
  for (const source of mapsOf(container.get('envFrom')).slice(0, 100)) {
    const prefix = textOf(source.get('prefix'));
    for (const [key, kind] of [
      ['configMapRef', 'config'],
      ['secretRef', 'secret'],
    ] as const) {
      const name = descend(source, [key, 'name']);
      if (name === undefined) continue;
      environmentFrom.push({ kind, name: clean(textOf(name)) });
      const object = index.find(kind === 'config' ? 'ConfigMap' : 'Secret', textOf(name));
      if (!object) continue;
      for (const [variable, value] of dataOf(object)) {
        if (entries.size >= entriesLimit) break;
        const known = kind === 'config' ? fields.text(value) : resolved<string>(undefined);
        entries.set(prefix + variable, {
          name: prefix + variable,
          source: kind,
          value: known,
          ...object.originAt(['data', variable]),
          path: object.originAt(['data', variable])?.path ?? '',
        });
      }
    }
  }
  const env = container.get('env');
  (Array.isArray(env) ? env : []).slice(0, entriesLimit).forEach((entry, position) => {
    if (!(entry instanceof Map)) return;
    const name = clean(textOf(entry.get('name')));
    const location = locate(['env', position]);
    entries.set(name, { name, ...location, ...sourceOf({ entry, fields, index, entries }) });
  });
  return { environment: [...entries.values()], environmentFrom };
}

function dataOf({ value }: ManifestDocument): [string, YamlValue][] {
  return [...mapOf(value.get('data')), ...mapOf(value.get('stringData'))];
}

function sourceOf(options: {
  readonly entry: YamlMap;
  readonly fields: ManifestFields;
  readonly index: PackageIndex;
  readonly entries: ReadonlyMap<string, EnvironmentEntry>;
}): Pick<EnvironmentEntry, 'source' | 'value'> {
  const { entry, fields, index, entries } = options;
  const from = entry.get('valueFrom');
  if (!(from instanceof Map)) return literal(entry.get('value'), fields, entries);
  if (from.has('secretKeyRef')) return { source: 'secret', value: resolved<string>(undefined) };
  const key = mapOf(from.get('configMapKeyRef'));
  if (key.size === 0) {
    const source = from.has('fileKeyRef') ? 'config' : 'field';
    return { source, value: resolved<string>(undefined) };
  }
  const map = index.find('ConfigMap', textOf(key.get('name')));
  const value = map && descend(map.value, ['data', textOf(key.get('key'))]);
  return { source: 'config', value: fields.text(value) };
}

/** `$(NAME)` stands for a variable that was named before. */
function literal(
  value: YamlValue,
  fields: ManifestFields,
  entries: ReadonlyMap<string, EnvironmentEntry>,
): Pick<EnvironmentEntry, 'source' | 'value'> {
  if (typeof value !== 'string' || !value.includes('$(')) {
    return { source: 'literal', value: fields.text(value) };
  }
  const used = [...value.matchAll(/\$\(([A-Za-z_][\w.-]{0,200})\)/g)].map(match => match[1] ?? '');
  const known = used.flatMap(name => entries.get(name) ?? []);
  if (known.length > 0 && known.length === used.length) {
    if (known.every(({ source }) => source === 'secret')) {
      return { source: 'secret', value: resolved<string>(undefined) };
    }
    const expanded = expand(value, entries);
    if (expanded.resolved) return { source: 'literal', value: fields.text(expanded.value) };
  }
  return { source: 'literal', value: unresolved(`${clean(value)} is filled in when it starts.`) };
}

function expand(value: string, entries: ReadonlyMap<string, EnvironmentEntry>): Resolved<string> {
  let length = 0;
  let open: string | undefined;
  const text = value.replace(/\$\(([A-Za-z_][\w.-]{0,200})\)/g, (whole, name: string) => {
    const entry = entries.get(name);
    const known = entry?.value.resolved ? entry.value.value : undefined;
    if (known === undefined || length > expandedLimit) open = name;
    length += known?.length ?? 0;
    return known === undefined || length > expandedLimit ? whole : known;
  });
  return open === undefined ? resolved(text) : unresolved(`${open} is not known.`);
}
