import { matchesPattern } from '../../matchesPattern';
import { joinPath } from '../../repository/paths';
import { RepositoryTree } from '../../repository/repositoryTree';
import { CiReference } from '../model/pipeline';
import { at, textAt, textsOf, YamlValue } from '../yaml/yamlTree';

/** A configuration with its includes, `extends` and `!reference` put together. */
export interface GitlabConfig {
  readonly root: ReadonlyMap<string, YamlValue>;
  readonly references: readonly CiReference[];
  readonly opaque: readonly { readonly reason: string; readonly line?: number }[];
}

const includesLimit = 100;
const extendsDepth = 11;
const referenceDepth = 10;
/** Templates of GitLab that add scans and build no image. */
const scanTemplate =
  /^(Jobs|Security)\/[\w-]*(SAST|Secret|Scan|DAST|Dependency|Code-Quality|License|Fuzz)[\w-]*(\.latest)?\.gitlab-ci\.yml$/i;

export function readGitlabConfig(options: {
  readonly path: string;
  readonly tree: RepositoryTree;
  readonly readFile: (path: string) => YamlValue | undefined;
}): GitlabConfig | undefined {
  const references: CiReference[] = [];
  const opaque: { reason: string; line?: number }[] = [];
  const seen = new Set<string>();
  function readInclude(entry: YamlValue): Map<string, YamlValue> {
    const line = entry.keyLine ?? entry.line;
    const merged = new Map<string, YamlValue>();
    const text = entry.text;
    const remote = textAt(entry, 'remote') ?? (text && /^https?:/.test(text) ? text : undefined);
    const local = textAt(entry, 'local') ?? (remote === undefined ? text : undefined);
    if (local !== undefined) {
      const paths = expandPaths(local, options.tree);
      for (const path of paths.slice(0, includesLimit)) {
        const content = seen.size >= includesLimit ? undefined : load(path);
        if (!content) {
          opaque.push({ reason: `the included file ${path} could not be read`, line });
        }
        content?.forEach((value, name) => merged.set(name, merge(merged.get(name), value)));
      }
      if (paths.length === 0) {
        opaque.push({ reason: `the include "${local.slice(0, 80)}" could not be read`, line });
      }
      return merged;
    }
    const found = describeInclude(entry, remote);
    references.push({ kind: 'include', local: false, path: entry.path, line, ...found });
    if (!(textAt(entry, 'template') !== undefined && scanTemplate.test(found.name))) {
      opaque.push({ reason: `the include ${found.text} is not in the repository`, line });
    }
    return merged;
  }
  function load(path: string): Map<string, YamlValue> | undefined {
    const file = options.readFile(path);
    if (!file?.entries || seen.has(path)) {
      return file?.entries ? new Map() : undefined;
    }
    seen.add(path);
    const merged = new Map<string, YamlValue>();
    const include = at(file, 'include');
    for (const entry of include?.items ?? (include ? [include] : [])) {
      readInclude(entry).forEach((value, name) => merged.set(name, merge(merged.get(name), value)));
    }
    file.entries.forEach((value, name) => {
      if (name !== 'include') {
        merged.set(name, merge(merged.get(name), value));
      }
    });
    return merged;
  }
  const root = load(options.path);
  return root && { root, references, opaque };
}

function describeInclude(entry: YamlValue, remote: string | undefined) {
  const template = textAt(entry, 'template');
  const component = textAt(entry, 'component');
  const project = textAt(entry, 'project');
  if (component !== undefined) {
    const sign = component.lastIndexOf('@');
    const name = sign < 0 ? component : component.slice(0, sign);
    return { text: component, name, ref: sign < 0 ? undefined : component.slice(sign + 1) };
  }
  if (project !== undefined) {
    const file = textsOf(at(entry, 'file')).join(', ');
    const ref = textAt(entry, 'ref');
    const unresolved = `${project}${ref ?? ''}`.includes('$') || undefined;
    return { text: `${project} ${file}`.trim(), name: project, ref, unresolved };
  }
  const name = template ?? remote ?? 'of an unknown kind';
  return { text: name, name };
}

function expandPaths(written: string, tree: RepositoryTree): string[] {
  if (written.includes('*')) {
    const pattern = written.replace(/^\//, '').replaceAll('**', '*');
    return tree.entries.map(({ path }) => path).filter(path => matchesPattern(pattern, path));
  }
  const path = written.includes('$') ? undefined : joinPath(written);
  return path === undefined ? [] : [path];
}

/** Maps are laid over each other; anything else is replaced. */
function merge(below: YamlValue | undefined, above: YamlValue, depth = 0): YamlValue {
  if (!below?.entries || !above.entries || depth > extendsDepth) {
    return above;
  }
  const entries = new Map(below.entries);
  above.entries.forEach((value, name) =>
    entries.set(name, merge(entries.get(name), value, depth + 1)),
  );
  return { ...above, entries };
}

const extendedJobs = new WeakMap<object, Map<string, YamlValue | undefined>>();

/** A job with what it extends; each is put together once, and a loop ends where it closes. */
export function extendJob(
  name: string,
  root: ReadonlyMap<string, YamlValue>,
  depth = 0,
): YamlValue | undefined {
  const known = extendedJobs.get(root) ?? new Map<string, YamlValue | undefined>();
  extendedJobs.set(root, known);
  const job = root.get(name);
  if (known.has(name) || depth > extendsDepth) {
    return known.get(name) ?? job;
  }
  const parents = textsOf(at(job, 'extends')).slice(0, extendsDepth);
  if (!job?.entries || parents.length === 0) {
    return job;
  }
  known.set(name, job);
  const base = parents
    .map(parent => extendJob(parent, root, depth + 1))
    .reduce<YamlValue | undefined>(
      (below, above) => (above ? merge(below, above) : below),
      undefined,
    );
  const extended = merge(base, job);
  known.set(name, extended);
  return extended;
}

/** Items of a script: nested lists flattened, `!reference [job, script]` replaced. */
export function scriptItems(
  value: YamlValue | undefined,
  root: ReadonlyMap<string, YamlValue>,
  depth = 0,
): YamlValue[] {
  if (!value || depth > referenceDepth) {
    return [];
  }
  if (value.text !== undefined) {
    return [value];
  }
  if (value.tag === '!reference') {
    const [job = '', ...keys] = textsOf(value);
    return scriptItems(at(extendJob(job, root), ...keys), root, depth + 1);
  }
  return (value.items ?? []).slice(0, 500).flatMap(item => scriptItems(item, root, depth + 1));
}

/** A list (rules, needs) with `!reference` replaced. */
export function listItems(
  value: YamlValue | undefined,
  root: ReadonlyMap<string, YamlValue>,
  depth = 0,
): YamlValue[] {
  if (value?.tag === '!reference' && depth < referenceDepth) {
    const [job = '', ...keys] = textsOf(value);
    return listItems(at(extendJob(job, root), ...keys), root, depth + 1);
  }
  return (value?.items ?? [])
    .slice(0, 500)
    .flatMap(item => (item.items ? listItems(item, root, depth + 1) : [item]));
}
