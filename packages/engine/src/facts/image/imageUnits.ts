import { defineFact } from '../../contract/fact';
import { absent, Observation, present, unavailable } from '../../contract/observation';
import { CiBuild, CiFact } from '../ci/ciBuild';
import { ciBuilds } from '../ci/ciBuilds';
import { composeDeployment } from '../compose/composeDeployment';
import { copilotDeployment } from '../copilot/copilotDeployment';
import { Dockerfile } from '../dockerfile/dockerfile';
import { parseDockerfile } from '../dockerfile/parseDockerfile';
import { ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';
import { resolveDockerfile } from '../dockerfile/resolveDockerfile';
import { entitySettings } from '../repository/entitySettings';
import { folderOf, joinPath } from '../repository/paths';
import { RepositoryTree, repositoryTree } from '../repository/repositoryTree';
import { resolved } from '../resolved';
import { BuildContext, ImageUnit } from './imageUnit';

const unitsLimit = 50;
const targetsLimit = 20;
const dockerfileName =
  /^(?:(?:Dockerfile|Containerfile)(?:\..+)?|.+\.(?:Dockerfile|Containerfile))$/i;
const development = /(^|[^a-z])(dev|development|local|test|devcontainer)([^a-z]|$)/i;
const vendored = /(^|\/)(node_modules|vendor|\.git|bower_components|third_party)\//;

/** @public */
export const imageUnits = defineFact<readonly ImageUnit[]>({
  id: 'image-units',
  description:
    'The images the repository builds, each with its Dockerfile for the target that ships.',
  derive: (_input, read) => {
    const tree = read(repositoryTree);
    if (tree.status !== 'present') {
      return tree;
    }
    const ci = read(ciBuilds);
    const copilot = read(copilotDeployment);
    const compose = read(composeDeployment);
    const builds = [
      ...(copilot.status === 'present' ? copilot.value.builds : []),
      ...(compose.status === 'present' ? compose.value.builds : []),
      ...(ci.status === 'present' ? ci.value.builds : []),
    ];
    const settings = read(entitySettings);
    const declared = settings.status === 'present' ? settings.value.dockerfiles : [];
    const paths = findDockerfiles(tree.value, declared, builds);
    if (paths.length === 0) {
      const [link] = tree.value.links.filter(isDockerfilePath);
      return link === undefined
        ? absent()
        : unavailable('unparseable', `${link} is a link and is not followed.`);
    }
    if (paths.length > unitsLimit) {
      return unavailable(
        'source-error',
        `The repository has more than ${unitsLimit} Dockerfiles; name those that ship with the annotation container-lens/dockerfile.`,
      );
    }
    return present(paths.flatMap(path => toUnits(path, tree.value, builds)));
  },
});

function findDockerfiles(
  tree: RepositoryTree,
  declared: readonly string[],
  builds: CiFact['builds'],
): string[] {
  if (declared.length > 0) {
    return unique(declared.map(path => joinPath(path) ?? path));
  }
  const built = unique(
    builds.flatMap(({ file, remoteContext }) =>
      file.resolved && file.value !== undefined && !remoteContext ? [file.value] : [],
    ),
  ).filter(path => tree.has(path));
  // A file that only a build with an unknown path can mean must not be lost.
  const all = built.length > 0 && builds.every(build => build.file.resolved || build.remoteContext);
  if (all) {
    const shipped = built.filter(path => !isOnlyTested(path, builds));
    return shipped.length > 0 ? shipped : built;
  }
  const found = tree.entries
    .map(entry => entry.path)
    .filter(isDockerfilePath)
    .filter(path => built.includes(path) || !development.test(path));
  return unique([...built, ...found]).sort();
}

function isDockerfilePath(path: string): boolean {
  return (
    dockerfileName.test(path.slice(path.lastIndexOf('/') + 1)) &&
    !/\.(docker|container)ignore$|\.md$/i.test(path) &&
    !vendored.test(path)
  );
}

/** A development file that a pipeline builds and never pushes is no image of the service. */
function isOnlyTested(path: string, builds: readonly CiBuild[]): boolean {
  const own = builds.filter(({ file }) => file.resolved && file.value === path);
  return development.test(path) && !own.some(build => build.pushes);
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

/** One unit, or one for each stage that is pushed. */
function toUnits(path: string, tree: RepositoryTree, builds: readonly CiBuild[]): ImageUnit[] {
  const own = builds.filter(({ file }) => file.resolved && file.value === path);
  const parsed = readDockerfile(path, tree);
  return shippedBuilds(own).map((shipping, index): ImageUnit => {
    const dockerfile = parsed.status === 'present' ? resolve(parsed.value, shipping) : parsed;
    const target = shipping?.target.resolved ? shipping.target.value : undefined;
    return {
      name: index === 0 ? path : `${path} (${target ?? `stage ${index + 1}`})`,
      path,
      dockerfile,
      context: contextOf({ path, tree, build: shipping ?? own[0], dockerfile }),
      builds: own,
    };
  });
}

/**
 * The builds whose image ships, one for each target. The targets that are pushed decide; a build for tests alone does
 * not (lens notes A11).
 */
function shippedBuilds(own: readonly CiBuild[]): readonly (CiBuild | undefined)[] {
  const [first] = own;
  if (!first) {
    return [undefined];
  }
  const pushed = own.filter(build => build.pushes);
  if (pushed.length === 0) {
    const target = own.length === 1 ? first.target : resolved<string>(undefined);
    return [{ ...first, target, buildArgs: commonArguments(own) }];
  }
  const groups = new Map<string, CiBuild[]>();
  for (const build of pushed) {
    const target = build.target.resolved ? (build.target.value ?? '') : '?';
    groups.set(target, [...(groups.get(target) ?? []), build]);
  }
  return [...groups.values()]
    .slice(0, targetsLimit)
    .map(group => ({ ...group[0]!, buildArgs: commonArguments(group) }));
}

/** Arguments on which the builds do not agree are only known when one of them runs. */
function commonArguments(builds: readonly CiBuild[]): CiBuild['buildArgs'] {
  const names = new Set(builds.flatMap(build => [...build.buildArgs.keys()]));
  return new Map(
    [...names].map(name => {
      const values = new Set(builds.map(build => build.buildArgs.get(name)));
      return [name, values.size === 1 ? [...values][0] : undefined];
    }),
  );
}

function readDockerfile(path: string, tree: RepositoryTree): Observation<Dockerfile> {
  const text = tree.read(path);
  if (text.status === 'present') {
    return parseDockerfile(path, text.value);
  }
  return text.status === 'unavailable'
    ? unavailable(text.code, text.reason)
    : unavailable('evidence-conflict', `${path} is named as a Dockerfile and does not exist.`);
}

function resolve(file: Dockerfile, build: CiBuild | undefined): Observation<ResolvedDockerfile> {
  const target = build?.target;
  if (target && !target.resolved) {
    return unavailable(
      'unresolved-variable',
      `The stage that ships is not known: ${target.reason}.`,
    );
  }
  return resolveDockerfile(file, { buildArgs: build?.buildArgs, target: target?.value });
}

function contextOf(options: {
  readonly path: string;
  readonly tree: RepositoryTree;
  readonly build: CiBuild | undefined;
  readonly dockerfile: Observation<ResolvedDockerfile>;
}): BuildContext {
  const { path, tree, build, dockerfile } = options;
  if (build?.remoteContext) {
    return { kind: 'remote' };
  }
  if (build) {
    return build.context.resolved
      ? { kind: 'folder', path: build.context.value ?? '' }
      : { kind: 'unknown', reason: build.context.reason };
  }
  const folder = folderOf(path);
  if (folder === '' || dockerfile.status !== 'present') {
    return { kind: 'folder', path: folder };
  }
  // Nobody says where the build runs: the folder from which more of the copied paths exist.
  const sources = dockerfile.value.stages
    .flatMap(stage => stage.steps)
    .filter(step => !step.from)
    .flatMap(step => step.sources)
    .flatMap(source => (source.resolved ? [source.value ?? ''] : []))
    .filter(source => !/[*?[]/.test(source) && !source.includes('://'))
    .slice(0, 200);
  const count = (base: string) =>
    sources.filter(source => {
      const full = joinPath(base, source);
      return full !== undefined && full !== base && (tree.has(full) || tree.hasFolder(full));
    }).length;
  return { kind: 'folder', path: count('') > count(folder) ? '' : folder };
}
