import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { pipelines } from '../ci/pipelines';
import { imageUnits } from '../image/imageUnits';
import { findDecidingPattern, IgnorePattern, parseIgnoreFile } from '../repository/ignorePatterns';
import { RepositoryTree, repositoryTree } from '../repository/repositoryTree';

/**
 * What the CODEOWNERS file of the repository covers. False as well when there is none.
 *
 * @public
 */
export interface CodeOwners {
  readonly dockerfiles: boolean;
  readonly ciFiles: boolean;
  /** Where it stands. */
  readonly path?: string;
}

const places = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

/** @public */
export const codeOwners = defineFact<CodeOwners>({
  id: 'code-owners',
  description: 'Whether CODEOWNERS covers the Dockerfiles and the CI files.',
  derive: (_input, read) => {
    const tree = read(repositoryTree);
    if (tree.status !== 'present') return tree;
    const path = places.find(tree.value.has);
    const rules = path === undefined ? [] : readRules(tree.value, path);
    const units = read(imageUnits);
    const model = read(pipelines);
    const dockerfiles = units.status === 'present' ? units.value.map(unit => unit.path) : [];
    const ciFiles = model.status === 'present' ? model.value.pipelines.map(p => p.path) : [];
    const covers = (files: readonly string[]) =>
      rules.length > 0 && files.every(file => isOwned(rules, file));
    return present({ dockerfiles: covers(dockerfiles), ciFiles: covers(ciFiles), path });
  },
});

interface Rule extends IgnorePattern {
  readonly owned: boolean;
}

/** Patterns of the last matching line decide; a line without owners takes the path out again. */
function readRules(tree: RepositoryTree, path: string): Rule[] {
  const text = tree.read(path);
  if (text.status !== 'present') return [];
  const lines = text.value.split(/\r?\n/).filter(line => !/^\s*(#|\[|\^\[|$)/.test(line));
  return lines.slice(0, 1000).flatMap(line => {
    const [pattern = '', owner = '#'] = line.trim().split(/\s+/);
    // A pattern without a slash inside means any folder.
    const anywhere = !pattern.slice(0, -1).includes('/');
    const [parsed] = parseIgnoreFile(anywhere ? `**/${pattern}` : pattern);
    return parsed ? [{ ...parsed, owned: !owner.startsWith('#') }] : [];
  });
}

function isOwned(rules: readonly Rule[], path: string): boolean {
  const deciding = findDecidingPattern(rules, path) as Rule | undefined;
  return deciding?.owned === true;
}
