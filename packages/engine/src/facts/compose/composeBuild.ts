import { YamlMap, YamlValue } from '../../helm/yaml/readYaml';
import { CiBuild } from '../ci/ciBuild';
import { ManifestFields, mapOf, textOf } from '../deployment/kubernetes/manifestFields';
import { joinPath } from '../repository/paths';
import { Resolved, resolved, unresolved } from '../resolved';
import type { ComposeService } from './composeContainer';
import { toMap } from './composeServices';

const fields = new ManifestFields(() => undefined);

/** The `build` of a service: the folder it is built in, or an object. */
export function composeBuild({ value, yaml, at, folder }: ComposeService): CiBuild | undefined {
  const build = value.get('build');
  if (build === undefined) return undefined;
  const map = mapOf(build);
  const context = build instanceof Map ? (map.get('context') ?? '.') : build;
  const remoteContext = /^[a-z+]+:\/\/|^git@/i.test(textOf(context));
  const place = inRepository(folder, context);
  return {
    ...(yaml.placeOf(value, 'build') ?? at),
    context: place,
    remoteContext,
    file: fileOf(map, place),
    target: fields.text(map.get('target')),
    buildArgs: new Map(
      [...toMap(map.get('args'), yaml)].slice(0, 200).map(([name, given]) => {
        const text = fields.text(given);
        return [name, text.resolved ? text.value : undefined];
      }),
    ),
    secretArgs: new Map(),
    labels: new Map(),
    pushes: true,
  };
}

function fileOf(build: YamlMap, context: Resolved<string>): Resolved<string> {
  if (build.has('dockerfile_inline')) return unresolved('It is written in the compose file.');
  if (!context.resolved) return context;
  return inRepository(context.value ?? '', build.get('dockerfile') ?? 'Dockerfile');
}

function inRepository(folder: string, value: YamlValue): Resolved<string> {
  const text = fields.text(value);
  if (!text.resolved) return text;
  const path = joinPath(folder, text.value ?? '');
  return path === undefined ? unresolved('It is outside of the repository.') : resolved(path);
}
