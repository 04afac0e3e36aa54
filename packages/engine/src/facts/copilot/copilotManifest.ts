import { RenderBudget } from '../../helm/renderBudget';
import { RenderError } from '../../helm/renderError';
import { YamlMap, YamlValue } from '../../helm/yaml/readYaml';
import { environmentOf, mayDescribeDeployment } from '../deployment/deploymentPaths';
import { mapOf, textOf } from '../deployment/kubernetes/manifestFields';
import { UnreadDescriptor } from '../deployment/ownContainer';
import { TrackedYaml } from '../deployment/trackedYaml';
import { endSentence } from '../image/endSentence';
import { RepositoryTree } from '../repository/repositoryTree';
import { taskPatches } from './taskPatches';

const manifestPath = /(?:^|\/)copilot\/([^/]+)\/manifest\.ya?ml$/;
const manifestsLimit = 50;
const environmentsLimit = 10;

/** One manifest of Copilot as an environment gets it. */
export interface CopilotManifest {
  readonly name: string;
  readonly type: string;
  readonly path: string;
  /** Folder that holds `copilot/`; paths of builds start there. */
  readonly root: string;
  /** `undefined`: what no environment changes. */
  readonly environment?: string;
  readonly value: YamlMap;
  readonly yaml: TrackedYaml;
}

/** All manifests of a repository. */
export interface CopilotManifests {
  /** As production gets them. */
  readonly production: readonly CopilotManifest[];
  /** Every service as every environment gets it. */
  readonly environments: readonly CopilotManifest[];
  readonly unread: readonly UnreadDescriptor[];
}

/** Reads the manifests of services and jobs, with the `environments` of each merged into it. */
export function readCopilotManifests(tree: RepositoryTree): CopilotManifests {
  const files = tree.entries.filter(({ path }) => {
    const folder = manifestPath.exec(path)?.[1];
    return (
      folder !== undefined &&
      folder !== 'environments' &&
      folder !== 'pipelines' &&
      mayDescribeDeployment(path)
    );
  });
  const production: CopilotManifest[] = [];
  const environments: CopilotManifest[] = [];
  const unread: UnreadDescriptor[] = [];
  const refuse = (path: string, reason: string): void => {
    unread.push({ platform: 'copilot', kind: 'copilot', path, reason: endSentence(reason) });
  };
  if (files.length === 0) return { production, environments, unread };
  const yaml = new TrackedYaml(RenderBudget.create());
  const known = environmentFolders(tree);
  for (const { path, content } of files.slice(0, manifestsLimit)) {
    if (content.status !== 'present') {
      refuse(path, content.status === 'unavailable' ? content.reason : 'It has no text.');
      continue;
    }
    try {
      const value = yaml.read(path, content.value)[0];
      if (!(value instanceof Map))
        throw new RenderError('input', 'It is no manifest of Copilot.', path, 1);
      const patched = tree.entries.filter(entry =>
        entry.path.startsWith(path.replace(/(?<![^/])[^/]+$/, 'overrides/')),
      );
      const rules = readPatches(patched, yaml);
      const all = readOne({ value, path, yaml, known, rules: rules ?? [] });
      production.push(...all.production);
      environments.push(...all.environments);
      const unknown = patched.find(entry => !/README/i.test(entry.path));
      if (rules === undefined && unknown)
        refuse(
          unknown.path,
          'What is made of the manifest is changed by overrides, which are not read.',
        );
    } catch (error) {
      if (!(error instanceof RenderError)) throw error;
      refuse(path, error.at(path, 1).describe());
    }
  }
  for (const { path } of files.slice(manifestsLimit)) {
    refuse(path, `More than ${manifestsLimit} manifests of Copilot are not read.`);
  }
  return { production, environments, unread };
}

/** Of the overrides beside a manifest only plain patches of the task are read. */
function readPatches(
  files: RepositoryTree['entries'],
  yaml: TrackedYaml,
): readonly YamlMap[] | undefined {
  const rules = files
    .filter(({ path }) => !/\/README\.md$/i.test(path))
    .map(({ path, content }) =>
      path.endsWith('/overrides/cfn.patches.yml') && content.status === 'present'
        ? taskPatches(yaml.read(path, content.value)[0])
        : undefined,
    );
  return rules.every(list => list !== undefined) ? rules.flat() : undefined;
}

/** Environments of `copilot/environments/<name>/manifest.yml`. */
function environmentFolders(tree: RepositoryTree): string[] {
  return tree.entries.flatMap(({ path }) => {
    const name = /(?:^|\/)copilot\/environments\/([^/]+)\/manifest\.ya?ml$/.exec(path)?.[1];
    return name === undefined ? [] : [name];
  });
}

function readOne(options: {
  readonly value: YamlMap;
  readonly path: string;
  readonly yaml: TrackedYaml;
  readonly known: readonly string[];
  /** Patches of the task, for every environment. */
  readonly rules: readonly YamlMap[];
}): Pick<CopilotManifests, 'production' | 'environments'> {
  const { value, path, yaml, known, rules } = options;
  const overrides = mapOf(value.get('environments'));
  const folder = manifestPath.exec(path)?.[1] ?? '';
  const base: CopilotManifest = {
    name: textOf(value.get('name')) || folder,
    type: textOf(value.get('type')),
    path,
    root: path.slice(0, manifestPath.exec(path)?.index ?? 0),
    value,
    yaml,
  };
  const names = [...new Set([...known, ...overrides.keys()])].slice(0, environmentsLimit);
  const environments = names.map((environment): CopilotManifest => {
    const merged = yaml.clone(value);
    mergeEnvironment(merged, mapOf(overrides.get(environment)), yaml);
    addRules(merged, rules);
    return { ...base, environment, value: merged };
  });
  addRules(value, rules);
  const production = environments.filter(
    ({ environment }) => environmentOf(environment ?? '') === 'production',
  );
  return { production: production.length > 0 ? production : [base], environments };
}

/** Patches are applied after the manifest, so they come last. */
function addRules(value: YamlMap, rules: readonly YamlMap[]): void {
  if (rules.length === 0) return;
  const own = value.get('taskdef_overrides');
  value.set('taskdef_overrides', [...(Array.isArray(own) ? own : []), ...rules]);
}

/** Either the one or the other: what an environment sets takes the place of both. */
const exclusive: readonly (readonly string[])[] = [
  ['build', 'location'],
  ['image', 'location'],
];

/** Maps are merged, anything else is replaced (Copilot: "override fields by environment"). */
function mergeEnvironment(target: YamlMap, changes: YamlMap, yaml: TrackedYaml): void {
  for (const pair of exclusive) {
    if (pair.some(key => changes.has(key))) {
      pair.filter(key => !changes.has(key)).forEach(key => target.delete(key));
    }
  }
  for (const [key, value] of changes) {
    const current: YamlValue = target.get(key);
    const isBoth = value instanceof Map && current instanceof Map;
    // A range takes the place of a number of tasks and the other way round.
    if (isBoth) mergeEnvironment(current, value, yaml);
    else yaml.set(target, key, yaml.clone(value), { container: changes, key });
  }
}
