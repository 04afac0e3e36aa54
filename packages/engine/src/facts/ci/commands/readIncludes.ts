import { joinPath } from '../../repository/paths';
import { RepositoryTree } from '../../repository/repositoryTree';
import { Makefile, MakeTarget, readMakefile } from './readMakefile';

const filesLimit = 40;
const starsLimit = 3;

/** A Makefile with all that it includes; what cannot be found or is written by a program is left out. */
export function readIncludes(options: {
  readonly file: Makefile;
  /** Where make runs: includes are seen from there. */
  readonly folder: string;
  readonly tree: RepositoryTree;
}): Makefile {
  const { file, folder, tree } = options;
  if (file.includes.length === 0) return file;
  const targets = new Map(file.targets);
  const variables = new Map(file.variables);
  let { first } = file;
  const seen = new Set<string>();
  const waiting = [...file.includes];
  while (waiting.length > 0 && seen.size < filesLimit) {
    for (const path of pathsOf(waiting.shift()!, { folder, tree, variables })) {
      const text = tree.read(path);
      if (seen.has(path) || seen.size >= filesLimit || text.status !== 'present') continue;
      seen.add(path);
      const included = readMakefile(text.value);
      included.variables.forEach(
        (value, name) => variables.has(name) || variables.set(name, value),
      );
      included.targets.forEach((target, name) =>
        targets.set(name, join(targets.get(name), target, path)),
      );
      first ??= included.first;
      waiting.push(...included.includes);
    }
  }
  return { targets, variables, first, includes: [] };
}

/** One target may have its prerequisites and its recipe in several files. */
function join(target: MakeTarget | undefined, more: MakeTarget, path: string): MakeTarget {
  return {
    name: more.name,
    prerequisites: [...(target?.prerequisites ?? []), ...more.prerequisites],
    recipe: [...(target?.recipe ?? []), ...more.recipe.map(line => ({ ...line, path }))],
  };
}

/** `$(sort $(wildcard make.d/*.mk)) common.mk`: the files, in the order of their names. */
function pathsOf(
  written: string,
  options: {
    readonly folder: string;
    readonly tree: RepositoryTree;
    readonly variables: ReadonlyMap<string, string>;
  },
): string[] {
  const { folder, tree, variables } = options;
  const known = written
    .slice(0, 2000)
    .replace(/\$[({](\w+)[)}]/g, (whole, name) =>
      name === 'CURDIR' ? '.' : (variables.get(name) ?? whole),
    );
  const plain = /\$\((?:sort|wildcard|strip)\s+(?!\s)([^()$]*)\)/g;
  return known
    .replace(plain, '$1')
    .replace(plain, '$1')
    .split(/\s+/)
    .filter(word => word !== '' && !word.includes('$'))
    .slice(0, filesLimit)
    .flatMap(word => {
      const path = joinPath(folder, word);
      if (path === undefined) return [];
      return path.includes('*') ? findByPattern(path, tree) : [path];
    });
}

function findByPattern(pattern: string, tree: RepositoryTree): string[] {
  const parts = pattern.split('*');
  if (parts.length > starsLimit + 1) return [];
  const [head = ''] = parts;
  const escaped = parts.map(part => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const matcher = new RegExp(`^${escaped.join('[^/]*')}$`);
  return tree.entries
    .map(({ path }) => path)
    .filter(path => path.startsWith(head) && matcher.test(path))
    .sort()
    .slice(0, filesLimit);
}
