import { RenderBudget } from '../../helm/renderBudget';
import { RenderError } from '../../helm/renderError';
import { endSentence } from '../image/endSentence';
import { kustomizationIn, KustomizeBuilder } from '../kustomize/buildKustomization';
import { RepositoryTree } from '../repository/repositoryTree';
import { environmentName, environmentOf } from './deploymentPaths';
import { KubernetesEnvironment, KubernetesPackage, KubernetesPackages } from './kubernetesPackage';
import { UnreadDescriptor } from './ownContainer';

const rootsLimit = 30;

interface Built {
  readonly folder: string;
  readonly packaged: KubernetesPackage;
  readonly unread: readonly UnreadDescriptor[];
}

/** Builds what production gets of the kustomizations that no other one uses, and the overlays of each environment. */
export function kustomizePackages(options: {
  readonly tree: RepositoryTree;
  /** Folders with a kustomization. */
  readonly folders: readonly string[];
  readonly budget: RenderBudget;
}): KubernetesPackages & {
  readonly readFiles: ReadonlySet<string>;
  /** Folders whose files are deployed by a kustomization, or not at all. */
  readonly owned: readonly string[];
} {
  const { tree, folders, budget } = options;
  const builder = new KustomizeBuilder(tree, budget);
  const broken: UnreadDescriptor[] = [];
  const environments: KubernetesEnvironment[] = [];
  const foreign = new Set<string>();
  const uses = new Map<string, readonly string[]>();
  for (const folder of folders) {
    try {
      if (builder.isForeign(folder)) foreign.add(folder);
      else if (builder.isRoot(folder)) uses.set(folder, builder.uses(folder));
    } catch (error) {
      if (!(error instanceof RenderError)) throw error;
      const unread = unreadKustomization(tree, folder, error.describe());
      const name = environmentName(folder);
      if (name !== undefined) {
        environments.push({
          name,
          source: sourceOf(folder),
          path: folder,
          packages: [],
          unread: unread.reason,
        });
      }
      // Production does not hang on another environment.
      if (environmentOf(folder) !== 'other') broken.push(unread);
    }
  }
  const used = new Set([...uses.values()].flat());
  const roots = [...uses.keys()].filter(folder => !used.has(folder));
  const bases = groupsOf(roots, uses).flatMap(group => productionOf(group, uses));
  const known = new Map<string, Built>();
  const build = (folder: string): Built => {
    const found = known.get(folder) ?? buildOne(builder, folder, tree);
    known.set(folder, found);
    return found;
  };
  const builds = bases.slice(0, rootsLimit).map(build);
  const alone = builds.length === 1;
  return {
    packages: builds
      .filter(({ packaged }) => packaged.documents.length > 0)
      .map(({ packaged }) => (alone ? packaged : { ...packaged, variant: packaged.path })),
    unread: [
      ...broken,
      ...builds.flatMap(({ unread }) => unread),
      ...bases
        .slice(rootsLimit)
        .map(folder =>
          unreadKustomization(
            tree,
            folder,
            `More than ${rootsLimit} kustomizations are not built.`,
          ),
        ),
    ],
    environments: [
      ...roots.slice(0, rootsLimit).flatMap(folder => toEnvironment(folder, build)),
      ...environments,
    ],
    readFiles: builder.read,
    owned: folders.filter(folder => !foreign.has(folder)),
  };
}

/** Overlays that share a base are one application. */
function groupsOf(
  roots: readonly string[],
  uses: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] {
  const groups: { roots: string[]; reached: Set<string> }[] = [];
  for (const root of roots) {
    const reached = reachedFrom(root, uses);
    const same = groups.filter(group => [...reached].some(folder => group.reached.has(folder)));
    const merged = {
      roots: [...same.flatMap(group => group.roots), root],
      reached: new Set([...reached, ...same.flatMap(group => [...group.reached])]),
    };
    for (const group of same) groups.splice(groups.indexOf(group), 1);
    groups.push(merged);
  }
  return groups.map(group => group.roots);
}

function reachedFrom(root: string, uses: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const open = [root];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (reached.has(folder)) continue;
    reached.add(folder);
    open.push(...(uses.get(folder) ?? []));
  }
  return reached;
}

/** The overlays of production; without one what the others are based on; without any environment all of them. */
function productionOf(
  roots: readonly string[],
  uses: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const production = roots.filter(folder => environmentOf(folder) === 'production');
  if (production.length > 0) return production;
  const others = roots.filter(folder => environmentOf(folder) === 'other');
  if (others.length === 0) return roots;
  const bases = [...new Set(others.flatMap(folder => uses.get(folder) ?? []))].filter(
    folder => environmentOf(folder) === undefined && uses.has(folder),
  );
  return bases.length > 0 ? bases : roots;
}

function toEnvironment(folder: string, build: (folder: string) => Built): KubernetesEnvironment[] {
  const name = environmentName(folder);
  if (name === undefined) return [];
  const { packaged, unread } = build(folder);
  return [
    {
      name,
      source: sourceOf(folder),
      path: folder,
      packages: [packaged],
      unread: unread[0]?.reason,
    },
  ];
}

function sourceOf(folder: string): string {
  return folder
    .split('/')
    .map(part => (environmentOf(part) === undefined ? part : '*'))
    .join('/');
}

function buildOne(builder: KustomizeBuilder, folder: string, tree: RepositoryTree): Built {
  const empty = { path: folder, documents: [], mainImages: [], reasonOf: () => undefined };
  try {
    const { resources, problems } = builder.build(folder);
    const documents = resources.map(({ value }) => builder.yaml.document(value));
    const link = tree.links.find(path => folder === '' || path.startsWith(`${folder}/`));
    return {
      folder,
      packaged: { ...empty, documents },
      unread: [
        ...problems.map(({ path, reason }) => ({
          ...unreadKustomization(tree, folder, reason),
          path,
        })),
        ...(link === undefined || documents.length > 0
          ? []
          : [unreadKustomization(tree, folder, `${link} is a link and is not followed.`)]),
      ],
    };
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    return {
      folder,
      packaged: empty,
      unread: [unreadKustomization(tree, folder, error.describe())],
    };
  }
}

function unreadKustomization(
  tree: RepositoryTree,
  folder: string,
  reason: string,
): UnreadDescriptor {
  const path = kustomizationIn(tree, folder) ?? linkedKustomization(tree, folder) ?? folder;
  return { platform: 'kubernetes', kind: 'kustomize', path, reason: endSentence(reason) };
}

function linkedKustomization(tree: RepositoryTree, folder: string): string | undefined {
  const prefix = folder === '' ? '' : `${folder}/`;
  return tree.links.find(
    path => path.startsWith(prefix) && /^kustomization(\.ya?ml)?$/i.test(path.slice(prefix.length)),
  );
}
