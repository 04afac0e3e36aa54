import { isMap, isScalar, isSeq, Node, YAMLMap } from 'yaml';
import { readYaml, YamlFile } from '../repository/readYaml';
import { CommitHook } from './commitHook';

const gitHook = /^(pre|post|commit|prepare)-[a-z-]+$/;

/** The commands of `lefthook.yml`: `commands`, `jobs` (also in groups) and the names of `scripts`. */
export function readLefthook(path: string, text: string): CommitHook[] | undefined {
  const file = readYaml(text);
  if (!file) return undefined;
  const root = file.document.contents;
  if (!isMap(root)) return [];
  return root.items.flatMap(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : '';
    return gitHook.test(name) && isMap(value) ? readGitHook({ path, file }, value, 0) : [];
  });
}

interface Place {
  readonly path: string;
  readonly file: YamlFile;
}

function readGitHook(place: Place, hook: YAMLMap, depth: number): CommitHook[] {
  const found: CommitHook[] = [];
  for (const section of ['commands', 'scripts']) {
    const map = hook.get(section);
    for (const { key, value } of isMap(map) ? map.items : []) {
      const id = isScalar(key) ? String(key.value) : '';
      const run = isMap(value) ? value.get('run') : undefined;
      const entry = typeof run === 'string' ? run : undefined;
      found.push({ id, entry: entry ?? id, path: place.path, line: lineOf(place, key as Node) });
    }
  }
  const jobs = hook.get('jobs');
  for (const job of isSeq(jobs) ? jobs.items.filter(isMap) : []) {
    const run = job.get('run') ?? job.get('script');
    const name = job.get('name');
    if (typeof run === 'string') {
      const id = typeof name === 'string' ? name : run.split(/\s/, 1)[0]!;
      found.push({ id, entry: run, path: place.path, line: lineOf(place, job) });
    }
    const group = job.get('group');
    if (isMap(group) && depth < 5) found.push(...readGitHook(place, group, depth + 1));
  }
  return found;
}

function lineOf({ file }: Place, node: Node): number | undefined {
  return file.lineOf(node.range?.[0]);
}
