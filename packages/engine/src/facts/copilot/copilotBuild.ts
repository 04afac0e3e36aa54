import { YamlValue } from '../../helm/yaml/readYaml';
import { CiBuild } from '../ci/ciBuild';
import { mapOf, textOf } from '../deployment/kubernetes/manifestFields';
import { folderOf, joinPath } from '../repository/paths';
import { Resolved, resolved, unresolved } from '../resolved';
import { copilotFields } from './copilotFields';
import { CopilotManifest } from './copilotManifest';

/** The build of a manifest: `image.build` is the path of a Dockerfile, or an object. */
export function copilotBuild(manifest: CopilotManifest): CiBuild | undefined {
  const image = mapOf(manifest.value.get('image'));
  const build = image.get('build');
  if (build === undefined) return undefined;
  const map = mapOf(build);
  const place = manifest.yaml.placeOf(image, 'build') ?? { path: manifest.path };
  const context = map.get('context');
  const named = build instanceof Map ? map.get('dockerfile') : build;
  const given: YamlValue =
    named ?? (context === undefined ? 'Dockerfile' : `${textOf(context)}/Dockerfile`);
  const file = inRepository(manifest.root, given);
  const folder = file.resolved ? folderOf(file.value ?? '') : '';
  return {
    ...place,
    file,
    context: context === undefined ? resolved(folder) : inRepository(manifest.root, context),
    remoteContext: false,
    target: copilotFields.text(map.get('target')),
    buildArgs: new Map(
      [...mapOf(map.get('args'))].slice(0, 200).map(([name, value]) => {
        const text = copilotFields.text(value);
        return [name, text.resolved ? text.value : undefined];
      }),
    ),
    secretArgs: new Map(),
    labels: new Map(),
    pushes: true,
  };
}

function inRepository(root: string, value: YamlValue): Resolved<string> {
  const text = copilotFields.text(value);
  if (!text.resolved) return text;
  const path = joinPath(root, text.value ?? '');
  return path === undefined ? unresolved('It is outside of the repository.') : resolved(path);
}
