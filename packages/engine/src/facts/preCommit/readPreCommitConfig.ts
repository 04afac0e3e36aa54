import { isMap, isSeq, YAMLMap } from 'yaml';
import { readYaml, YamlFile } from '../repository/readYaml';
import { CommitHook } from './commitHook';

/** The hooks of `.pre-commit-config.yaml`; those that only run by hand are left out. */
export function readPreCommitConfig(path: string, text: string): CommitHook[] | undefined {
  const file = readYaml(text);
  if (!file) return undefined;
  const root = file.document.contents;
  const repos = isMap(root) ? root.get('repos') : undefined;
  if (!isSeq(repos)) return [];
  return repos.items.filter(isMap).flatMap(repo => {
    const hooks = repo.get('hooks');
    return isSeq(hooks)
      ? hooks.items.filter(isMap).flatMap(hook => readHook({ path, file, hook, repo }))
      : [];
  });
}

function readHook(options: {
  readonly path: string;
  readonly file: YamlFile;
  readonly hook: YAMLMap;
  readonly repo: YAMLMap;
}): CommitHook[] {
  const { path, file, hook, repo } = options;
  const id = textOf(hook, 'id');
  const stages = listOf(hook, 'stages');
  const byHand = stages.length > 0 && stages.every(stage => stage === 'manual');
  if (id === undefined || byHand) return [];
  const entry = [textOf(hook, 'entry'), ...listOf(hook, 'args')].filter(part => part !== undefined);
  return [
    {
      id,
      repo: textOf(repo, 'repo'),
      entry: entry.length > 0 ? entry.join(' ') : undefined,
      path,
      line: file.lineOf(hook.range?.[0]),
    },
  ];
}

function textOf(map: YAMLMap, key: string): string | undefined {
  const value = map.get(key);
  return typeof value === 'string' ? value : undefined;
}

function listOf(map: YAMLMap, key: string): string[] {
  const value: unknown = map.get(key);
  return isSeq(value) ? (value.toJSON() as unknown[]).filter(item => typeof item === 'string') : [];
}
