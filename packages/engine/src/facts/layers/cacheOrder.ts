import { Finding } from '../../contract/verdict';
import { ancestors, InstallCommand, listInstalls } from '../dependencies/installCommands';
import { ResolvedDockerfile, Stage, Step } from '../dockerfile/resolvedDockerfile';
import { runCommands } from '../dockerfile/runCommands';
import { BuildContext } from '../image/imageUnit';
import { joinPath, relativeTo } from '../repository/paths';
import { RepositoryTree } from '../repository/repositoryTree';
import { baseName, ShellCommand } from '../script/shellCommands';
import { copies, findingAt, sourcesOf } from './finalSteps';

/** How stages that copy from the context and install dependencies order the two. */
export interface CacheOrder {
  /** Stages that do both. */
  readonly stages: number;
  readonly fails: readonly Finding[];
  readonly warns: readonly Finding[];
  readonly unknowns: readonly Finding[];
}

/** Folders that hold what an install needs, and no source code. */
const manifestFolders =
  /^(\.yarn|\.mvn|gradle|prisma|\.gradle|\.config|requirements|patches|\.cargo|\.bundle|\.pnpm|\.npm|wheels|vendor)$/;
/** Whatever lies in them belongs to a package manager: `.yarn/releases`. */
const toolFolders = /(^|\/)\.(yarn|mvn|cargo|bundle|pnpm|npm)\//;
const manifestFiles =
  /^(package(-lock)?\.json|npm-shrinkwrap\.json|pnpm-(lock|workspace)\.ya?ml|yarn\.lock|bun\.lockb?|\.npmrc|\.yarnrc(\.yml)?|.*requirements.*\.(txt|in|lock)|pyproject\.toml|poetry\.lock|uv\.lock|pipfile(\.lock)?|setup\.(py|cfg)|go\.(mod|sum|work|work\.sum)|cargo\.(toml|lock)|gemfile(\.lock)?|.*\.gemspec|composer\.(json|lock)|.*\.(cs|fs|vb)proj|.*\.slnx?|directory\..*\.props|nuget\.config|packages\.lock\.json|global\.json|pom\.xml|.*\.gradle(\.kts)?|gradlew?(\.bat|\.properties)?|mvnw(\.cmd)?|.*\.versions\.toml|mix\.(exs|lock)|turbo\.json|nx\.json|lerna\.json|\.nvmrc)$/i;

/** Reads every stage. */
export function readCacheOrder(options: {
  readonly file: ResolvedDockerfile;
  readonly tree: RepositoryTree;
  readonly context: BuildContext;
}): CacheOrder {
  const { file } = options;
  const fails: Finding[] = [];
  const warns: Finding[] = [];
  const unknowns: Finding[] = [];
  let stages = 0;
  for (const stage of file.stages) {
    const installs = listInstalls(stage, file).filter(
      one => one.kind !== 'prune' && !deploysOnly(one),
    );
    const system = stage.steps.filter(
      step => step.keyword === 'RUN' && runCommands(step).some(isSystemInstall),
    );
    const brings = stage.steps.some(step => copies(step) && !step.from && !isRemote(step));
    if (!brings || (installs.length === 0 && system.length === 0)) continue;
    stages++;
    const position = (step: Step) => stage.steps.indexOf(step);
    const folder = stage.steps.find(step => copiesFolder(step, options));
    const open = stage.steps.find(
      step => copies(step) && !step.from && step.sources.some(one => !one.resolved),
    );
    const first = folder ? position(folder) : Infinity;
    for (const install of installs) {
      const { step } = install;
      const uncertain = open && position(open) < position(step) && !(first < position(step));
      if (first >= position(step) && !uncertain) continue;
      if (usesBindMount(step) || isFetchedEarlier(install, { stage, file, before: first }))
        continue;
      if (uncertain) {
        unknowns.push(
          findingAt(file, open, `Whether sources are copied before ${install.shown} is not known.`),
        );
      } else if (step.mounts.some(({ type }) => type === 'cache')) {
        const message = `${install.shown} runs behind the COPY of sources; only its cache mount saves work.`;
        warns.push(findingAt(file, step, message));
      } else {
        const message = `${install.shown} runs behind the COPY of sources (line ${folder!.line}), so every change installs anew.`;
        fails.push(findingAt(file, step, message));
      }
    }
    for (const step of system) {
      if (first >= position(step)) continue;
      const message = `Packages of the operating system are installed behind the COPY of sources (line ${folder!.line}).`;
      warns.push(findingAt(file, step, message));
    }
  }
  return { stages, fails, warns, unknowns };
}

/** `pnpm deploy` takes what was installed before it. */
function deploysOnly({ words }: InstallCommand): boolean {
  return words[0] === 'pnpm' && words.includes('deploy');
}

function isSystemInstall({ name, words }: ShellCommand): boolean {
  return (
    /^(apt|apt-get|aptitude|apk|yum|dnf|microdnf|tdnf|zypper)$/.test(name) &&
    words.slice(1).some(word => /^(install|add|in|groupinstall|localinstall)$/.test(word))
  );
}

function isRemote(step: Step): boolean {
  const sources = sourcesOf(step);
  return sources.length > 0 && sources.every(source => /^[a-z+]+:\/\/|^git@/i.test(source));
}

/** RUN --mount=type=bind without `from` reads the context. */
function usesBindMount(step: Step): boolean {
  return step.mounts.some(({ type, from }) => type === 'bind' && from === undefined);
}

const fetchesOnce = new Set(['go', 'cargo', 'maven', 'gradle', 'nuget']);

/** Whether the dependencies were there before the sources came, so that the command only compiles. */
function isFetchedEarlier(
  install: InstallCommand,
  where: { readonly stage: Stage; readonly file: ResolvedDockerfile; readonly before: number },
): boolean {
  const { stage, file, before } = where;
  if (install.rootOnly || /--offline\b/.test(install.words.join(' '))) return true;
  const inherited = ancestors(stage, file.stages).flatMap(one => listInstalls(one, file));
  const own = listInstalls(stage, file).filter(({ step }) => stage.steps.indexOf(step) < before);
  const earlier = [...inherited, ...own].filter(
    ({ ecosystem, kind }) => ecosystem === install.ecosystem && kind !== 'names',
  );
  if (fetchesOnce.has(install.ecosystem)) return earlier.length > 0;
  // Python tools install the project itself in a second run, and pnpm links what it has fetched.
  const tool = install.words[0];
  return (
    (install.ecosystem === 'pypi' &&
      earlier.some(({ words }) => words[0] === tool) &&
      (install.files.length === 0 || install.files[0] === '.')) ||
    (tool === 'pnpm' && earlier.some(({ kind }) => kind === 'fetch'))
  );
}

function copiesFolder(
  step: Step,
  { tree, context }: { readonly tree: RepositoryTree; readonly context: BuildContext },
): boolean {
  if (!copies(step) || step.from || step.instruction.heredocs.length > 0) return false;
  const root = context.kind === 'folder' ? context.path : '';
  return sourcesOf(step).some(source => {
    if (/^[a-z+]+:\/\/|^git@/i.test(source)) return false;
    const path = joinPath(source.replace(/^(\.\.\/)+/, '')) ?? '';
    if (path === '' || path === '*' || path === '**') return true;
    const last = baseName(path);
    if (/[*?[]/.test(path))
      return (
        /^(\*|\*\*)$/.test(last) && !manifestFolders.test(baseName(path.slice(0, -last.length - 1)))
      );
    const full = joinPath(root, path) ?? path;
    if (tree.has(full)) return false;
    if (manifestFolders.test(last) || toolFolders.test(path)) return false;
    if (tree.hasFolder(full)) return holdsSources(tree, full);
    // Not tracked: a folder that an earlier step of the pipeline makes has no extension.
    return (
      source.endsWith('/') ||
      !/\.[a-z0-9]+$|^(gradlew|mvnw|gemfile|pipfile|makefile|rakefile|procfile)$/i.test(last)
    );
  });
}

function holdsSources(tree: RepositoryTree, folder: string): boolean {
  return tree.entries.some(({ path }) => {
    const inside = relativeTo(folder, path);
    return inside !== undefined && !manifestFiles.test(baseName(inside));
  });
}
