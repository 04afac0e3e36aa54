import { defineFact } from '../../contract/fact';
import { present } from '../../contract/observation';
import { folderOf } from '../repository/paths';
import { RepositoryTree, repositoryTree } from '../repository/repositoryTree';
import { Dependencies, Dependency, DependencyManifest, Ecosystem } from './dependency';
import { findLocks } from './findLocks';
import { ManifestReading, readComposerJson, readPackageJson } from './readJsonManifest';
import { readRequirements } from './readRequirements';
import {
  readGemfile,
  readGoMod,
  readGradle,
  readMix,
  readSetupCfg,
  readSetupPy,
} from './readTextManifest';
import {
  CatalogEntry,
  readCargo,
  readPipfile,
  readPyproject,
  readVersionCatalog,
} from './readTomlManifest';
import { readDotnetProject, readPom } from './readXmlManifest';

const manifestsLimit = 300;

/** Other people's code, and code that only tests, shows or explains. */
const leftOut =
  /(^|\/)(node_modules|bower_components|vendor|third_party|\.yarn|\.venv|venv|site-packages|tests?|__tests__|testdata|fixtures|e2e|examples?|samples?|docs?|demos?)\//i;
const developmentName =
  /(^|[-_.])(dev|develop|development|tests?|testing|lint|linters?|docs?|typing|ci|local|build)([-_.]|$)/i;

interface ManifestKind {
  readonly name: RegExp;
  readonly ecosystem: Ecosystem;
  readonly read: (text: string) => ManifestReading;
}

const kinds: readonly ManifestKind[] = [
  { name: /^package\.json$/, ecosystem: 'npm', read: readPackageJson },
  { name: /^composer\.json$/, ecosystem: 'composer', read: readComposerJson },
  { name: /^pyproject\.toml$/, ecosystem: 'pypi', read: readPyproject },
  { name: /^Pipfile$/, ecosystem: 'pypi', read: readPipfile },
  { name: /^setup\.cfg$/, ecosystem: 'pypi', read: readSetupCfg },
  { name: /^setup\.py$/, ecosystem: 'pypi', read: readSetupPy },
  { name: /^go\.mod$/, ecosystem: 'go', read: readGoMod },
  { name: /^pom\.xml$/, ecosystem: 'maven', read: readPom },
  { name: /^Cargo\.toml$/, ecosystem: 'cargo', read: readCargo },
  { name: /^(Gemfile|gems\.rb)$/, ecosystem: 'rubygems', read: readGemfile },
  { name: /\.(cs|fs|vb)proj$/, ecosystem: 'nuget', read: readDotnetProject },
  { name: /^Directory\.Packages\.props$/, ecosystem: 'nuget', read: readDotnetProject },
  { name: /^mix\.exs$/, ecosystem: 'hex', read: readMix },
];
const requirementsName =
  /^([\w-]*[-_.])?requirements([-_.][\w.-]*)?\.(txt|in|lock)$|^(dev|prod|base|test|production|development|common)\.(txt|in)$/i;
const gradleName = /^[\w.-]+\.gradle(\.kts)?$/;

/**
 * Dependency manifests of the repository. Present whenever the repository is readable, also without any.
 *
 * @public
 */
export const dependencies = defineFact<Dependencies>({
  id: 'dependencies',
  description: 'Dependency manifests and their lock files.',
  derive: (_input, read) => {
    const tree = read(repositoryTree);
    if (tree.status !== 'present') return tree;
    const manifests: DependencyManifest[] = [];
    let catalog: ReadonlyMap<string, CatalogEntry> | undefined;
    for (const { path } of tree.value.entries) {
      if (manifests.length >= manifestsLimit) break;
      if (leftOut.test(path)) continue;
      const name = path.slice(path.lastIndexOf('/') + 1);
      const kind = kinds.find(one => one.name.test(name));
      if (kind) {
        manifests.push(toManifest(tree.value, path, kind.ecosystem, kind.read));
      } else if (isRequirements(path, name)) {
        const development = developmentName.test(name);
        const readText = (text: string) =>
          readRequirements({ path, text, development, read: other => tree.value.read(other) });
        manifests.push(toManifest(tree.value, path, 'pypi', readText));
      } else if (gradleName.test(name) && !/^settings\./.test(name)) {
        catalog ??= readCatalogs(tree.value);
        const entries = catalog;
        const readText = (text: string) => readGradle(text, entries);
        manifests.push(toManifest(tree.value, path, 'gradle', readText));
      }
    }
    return present({ manifests, find: pattern => findIn(manifests, pattern) });
  },
});

function isRequirements(path: string, name: string): boolean {
  return (
    requirementsName.test(name) &&
    (/requirements/i.test(name) || /(^|\/)requirements$/i.test(folderOf(path)))
  );
}

function toManifest(
  tree: RepositoryTree,
  path: string,
  ecosystem: Ecosystem,
  readText: (text: string) => ManifestReading,
): DependencyManifest {
  const locks = findLocks(path, ecosystem, tree);
  const text = tree.read(path);
  if (text.status !== 'present') {
    const unreadable = text.status === 'unavailable' ? text.reason : `${path} does not exist.`;
    return { path, ecosystem, dependencies: [], unreadable, locks };
  }
  const reading = readText(text.value);
  return reading
    ? { path, ecosystem, locks, ...reading }
    : { path, ecosystem, dependencies: [], unreadable: `${path} cannot be parsed.`, locks };
}

/** Every version catalog of the build; names of several do not clash in practice. */
function readCatalogs(tree: RepositoryTree): ReadonlyMap<string, CatalogEntry> {
  const all = new Map<string, CatalogEntry>();
  for (const { path } of tree.entries) {
    if (!/(^|\/)gradle\/[\w-]+\.versions\.toml$/.test(path)) continue;
    const text = tree.read(path);
    const entries = text.status === 'present' ? readVersionCatalog(text.value) : undefined;
    entries?.forEach((entry, key) => all.set(key, entry));
  }
  return all;
}

function findIn(manifests: readonly DependencyManifest[], pattern: RegExp) {
  const stateless = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
  return manifests.flatMap(manifest =>
    manifest.dependencies
      .filter(
        (dependency: Dependency) => !dependency.development && stateless.test(dependency.name),
      )
      .map(dependency => ({ dependency, manifest })),
  );
}
