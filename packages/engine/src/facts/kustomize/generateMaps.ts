import { YamlMap } from '../../helm/yaml/readYaml';
import { descend, mapOf, mapsOf, textOf } from '../deployment/kubernetes/manifestFields';
import { TrackedYaml } from '../deployment/trackedYaml';
import { kindOf, namesOf, Resource } from './resource';

const keysLimit = 1000;

/**
 * ConfigMaps and Secrets of the generators, without the hash in their names. A file that is not in the repository is made
 * before the build runs; what it holds is not known and left out.
 */
export function generateMaps(options: {
  readonly kustomization: YamlMap;
  readonly resources: Resource[];
  readonly yaml: TrackedYaml;
  readonly readText: (path: string) => string | undefined;
}): void {
  const { kustomization, resources, yaml } = options;
  for (const [field, kind, data] of [
    ['configMapGenerator', 'ConfigMap', 'data'],
    ['secretGenerator', 'Secret', 'stringData'],
  ] as const) {
    for (const generator of mapsOf(kustomization.get(field))) {
      const name = textOf(generator.get('name'));
      const entries = entriesOf(generator, options.readText);
      const behavior = textOf(generator.get('behavior'));
      const existing =
        behavior === 'merge' || behavior === 'replace'
          ? resources.find(item => kindOf(item) === kind && namesOf(item).includes(name))
          : undefined;
      const target: YamlMap = existing?.value ?? new Map();
      const into: YamlMap = behavior === 'merge' ? mapOf(descend(target, [data])) : new Map();
      for (const { key, value, list, at } of entries) {
        yaml.set(into, key, value, { container: list, key: at });
      }
      const from = { container: generator, key: 'name' };
      if (!existing) {
        yaml.set(target, 'apiVersion', 'v1', from);
        yaml.set(target, 'kind', kind, from);
        const metadata: YamlMap = new Map();
        yaml.set(metadata, 'name', name, from);
        yaml.set(target, 'metadata', metadata, from);
        resources.push({ value: target, formerNames: [] });
      }
      yaml.set(target, data, into, from);
    }
  }
}

interface Entry {
  readonly key: string;
  readonly value: string;
  readonly list: Parameters<TrackedYaml['placeOf']>[0];
  readonly at: number | string;
}

function entriesOf(generator: YamlMap, readText: (path: string) => string | undefined): Entry[] {
  const entries: Entry[] = [];
  const add = (entry: Entry): void => {
    if (entries.length < keysLimit) entries.push(entry);
  };
  const each = (
    field: string,
    use: (text: string, list: Entry['list'], at: number) => void,
  ): void => {
    const list = generator.get(field);
    if (Array.isArray(list))
      list.slice(0, keysLimit).forEach((item, at) => use(textOf(item), list, at));
  };
  const variables = (path: string, list: Entry['list'], at: number | string): void => {
    for (const line of (readText(path) ?? '').split('\n').slice(0, keysLimit)) {
      const match = /^\s*([A-Za-z_][\w.-]*)=(.*)$/.exec(line);
      if (match) add({ key: match[1] ?? '', value: (match[2] ?? '').trim(), list, at });
    }
  };
  if (generator.has('env')) variables(textOf(generator.get('env')), generator, 'env');
  each('envs', variables);
  each('literals', (text, list, at) => {
    const equal = text.indexOf('=');
    if (equal <= 0) return;
    const value = text.slice(equal + 1).replace(/^(["'])(.*)\1$/s, '$2');
    add({ key: text.slice(0, equal), value, list, at });
  });
  each('files', (text, list, at) => {
    const equal = text.indexOf('=');
    const path = text.slice(equal + 1);
    const key = equal > 0 ? text.slice(0, equal) : path.slice(path.lastIndexOf('/') + 1);
    const content = readText(path);
    if (content !== undefined) add({ key, value: content.slice(0, 100_000), list, at });
  });
  return entries;
}
