import { RenderBudget } from '../../helm/renderBudget';
import { RenderError } from '../../helm/renderError';
import { endSentence } from '../image/endSentence';
import { KustomizeBuilder } from '../kustomize/buildKustomization';
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

/**
 * Builds the overlays of production: of all kustomizations that no other one uses, those whose path names production or
 * no environment at all; with other environments alone, what these are based on.
 */
export function kustomizePackages(options: {
  readonly tree: RepositoryTree;
  /** Folders with a kustomization. */
  readonly folders: readonly string[];
  readonly budget: RenderBudget;
}): KubernetesPackages & { readonly readFiles: ReadonlySet<string> } {
  const { tree, folders, budget } = options;
  const builder = new KustomizeBuilder(tree, budget);
  const broken: UnreadDescriptor[] = [];
  const uses = new Map<string, readonly string[]>();
  for (const folder of folders) {
    try {
      if (builder.isRoot(folder)) uses.set(folder, builder.uses(folder));
    } catch (error) {
      if (!(error instanceof RenderError)) throw error;
      broken.push(unreadKustomization(folder, error.describe()));
    }
  }
  const used = new Set([...uses.values()].flat());
  const roots = [...uses.keys()].filter(folder => !used.has(folder));
  const production = roots.filter(folder => environmentOf(folder) === 'production');
  const unnamed = roots.filter(folder => environmentOf(folder) === undefined);
  const chosen =
    production.length + unnamed.length > 0
      ? [...production, ...unnamed]
      : [...new Set(roots.flatMap(folder => uses.get(folder) ?? []))].filter(
          folder => environmentOf(folder) === undefined && uses.has(folder),
        );
  const bases = chosen.length > 0 ? chosen : roots;
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
          unreadKustomization(folder, `More than ${rootsLimit} kustomizations are not built.`),
        ),
    ],
    environments: roots.slice(0, rootsLimit).flatMap(folder => toEnvironment(folder, build)),
    readFiles: builder.read,
  };
}

function toEnvironment(folder: string, build: (folder: string) => Built): KubernetesEnvironment[] {
  const name = environmentName(folder);
  if (name === undefined) return [];
  const { packaged, unread } = build(folder);
  const source = folder
    .split('/')
    .map(part => (environmentOf(part) === undefined ? part : '*'))
    .join('/');
  return [{ name, source, path: folder, packages: [packaged], unread: unread[0]?.reason }];
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
        ...problems.map(({ path, reason }) => ({ ...unreadKustomization(folder, reason), path })),
        ...(link === undefined || documents.length > 0
          ? []
          : [unreadKustomization(folder, `${link} is a link and is not followed.`)]),
      ],
    };
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    return { folder, packaged: empty, unread: [unreadKustomization(folder, error.describe())] };
  }
}

function unreadKustomization(folder: string, reason: string): UnreadDescriptor {
  const path = folder === '' ? 'kustomization.yaml' : `${folder}/kustomization.yaml`;
  return { platform: 'kubernetes', kind: 'kustomize', path, reason: endSentence(reason) };
}
