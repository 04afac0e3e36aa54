import { Finding } from '../../contract/verdict';
import { ResolvedDockerfile, Stage } from '../dockerfile/resolvedDockerfile';
import { RepositoryTree } from '../repository/repositoryTree';
import { baseName } from '../script/shellCommands';
import { ContextManifests } from './contextManifests';
import { Dependency, DependencyManifest, Ecosystem } from './dependency';
import { InstallCommand, listInstalls } from './installCommands';
import { readRequirements } from './readRequirements';

/** What is found of the locks of one build. */
export interface LockFindings {
  readonly fails: Finding[];
  readonly warns: Finding[];
  readonly unknowns: Finding[];
  readonly passes: Finding[];
}

const names: Readonly<Partial<Record<Ecosystem, string>>> = {
  npm: 'Node.js',
  pypi: 'Python',
  go: 'Go',
  maven: 'Maven',
  gradle: 'Gradle',
  cargo: 'Cargo',
  rubygems: 'Ruby',
  composer: 'PHP',
  nuget: '.NET',
};

/** Judges every ecosystem whose manifests the build sees. */
export function judgeLocks(options: {
  readonly file: ResolvedDockerfile;
  readonly manifests: ContextManifests;
  readonly tree: RepositoryTree;
}): LockFindings {
  const { file, manifests, tree } = options;
  const found: LockFindings = { fails: [], warns: [], unknowns: [], passes: [] };
  const undecided: Finding[] = [];
  const installs = neededStages(file).flatMap(stage => listInstalls(stage, file));
  for (const ecosystem of Object.keys(names) as Ecosystem[]) {
    const seen = manifests.copied.filter(manifest => manifest.ecosystem === ecosystem);
    const own = installs.filter(one => one.ecosystem === ecosystem && one.kind !== 'prune');
    if (seen.length === 0) continue;
    if (ecosystem === 'pypi') judgePython({ found, undecided, file, seen, own, tree });
    else if (ecosystem === 'maven' || ecosystem === 'gradle')
      judgeVersions({ found, undecided, seen, own });
    else judgeLocked({ found, undecided, file, ecosystem, seen, own });
  }
  // Only what the image build installs can fail; the rest does not decide where something else does.
  const others = [found.fails, found.warns, found.unknowns, found.passes];
  if (others.every(list => list.length === 0)) found.unknowns.push(...undecided);
  return found;
}

/** Stages the shipped image is made of: a stage for tests alone decides nothing. */
function neededStages(file: ResolvedDockerfile): Stage[] {
  const needed = new Set<Stage>();
  const visit = (stage: Stage | undefined) => {
    if (!stage || needed.has(stage)) return;
    needed.add(stage);
    const sources = [
      stage.base,
      ...stage.steps.flatMap(step => [step.from, ...step.mounts.map(m => m.from)]),
    ];
    sources.forEach(source => source?.kind === 'stage' && visit(file.stages[source.index]));
  };
  file.finalChain.forEach(visit);
  return file.stages.filter(stage => needed.has(stage));
}

interface Judged {
  readonly found: LockFindings;
  /** Of ecosystems that the image build does not install. */
  readonly undecided: Finding[];
  readonly file: ResolvedDockerfile;
  readonly seen: readonly DependencyManifest[];
  readonly own: readonly InstallCommand[];
}

function judgeLocked({
  found,
  undecided,
  file,
  ecosystem,
  seen,
  own,
}: Judged & { readonly ecosystem: Ecosystem }): void {
  const title = names[ecosystem]!;
  // Without dependencies Go writes no go.sum, and .NET locks nothing.
  const needsNone = ecosystem === 'go' || ecosystem === 'nuget';
  // Central versions of .NET are locked beside each project that asks for them.
  const manifests = seen.filter(({ path }) => !/(^|\/)Directory\.Packages\.props$/.test(path));
  const relevant = (manifests.length > 0 ? manifests : seen).filter(
    ({ dependencies, unreadable }) =>
      !needsNone || unreadable !== undefined || dependencies.some(({ role }) => role !== 'parent'),
  );
  const unlocked = relevant.filter(({ locks }) => locks.length === 0);
  const [open] = unlocked;
  const project = own.filter(({ kind }) => kind !== 'names');
  if (own.length === 0) {
    if (open) {
      const message = `${open.path} has no lock file; whether a build outside of the image installs from it is not known.`;
      undecided.push({ message, path: open.path });
    } else {
      const [first] = seen;
      const message = `${title}: dependencies are locked, and the image build installs none.`;
      found.passes.push({ message, path: first!.path });
    }
    return;
  }
  if (open?.unreadable !== undefined) {
    const message = `Whether ${open.path} needs a lock is not known: ${open.unreadable}`;
    found.unknowns.push({ message, path: open.path });
    return;
  }
  if (open) {
    const message = `${open.path} has no tracked lock file, and "${own[0]!.shown}" installs from it.`;
    found.fails.push({ message, path: open.path });
    return;
  }
  const loose = project.filter(({ frozen }) => !frozen);
  const fetched = project.some(({ kind, frozen }) => kind === 'fetch' && frozen);
  // dotnet publish uses what a locked restore before it has fetched.
  const [weak] = loose.filter(one => !(one.kind === 'build' && fetched && ecosystem === 'nuget'));
  const [named] = project.length === 0 ? own : [];
  const changing = relevant.length > 0 ? (weak ?? named) : undefined;
  if (changing) {
    const message = `"${changing.shown}" may install other versions than the lock of ${title} says.`;
    found.warns.push({ message, path: file.path, line: changing.step.line });
    return;
  }
  const [first] = project.length > 0 ? project : own;
  const message = `${title}: "${first!.shown}" installs what the lock says.`;
  found.passes.push({ message, path: file.path, line: first!.step.line });
}

const dynamic = /^[[(].*[,\])]|^(LATEST|RELEASE)$|-SNAPSHOT$|\+$|^latest\./;

function judgeVersions({ found, undecided, seen, own }: Omit<Judged, 'file'>): void {
  const projects = new Set(seen.flatMap(({ project }) => (project === undefined ? [] : [project])));
  const moving: Finding[] = [];
  for (const manifest of seen) {
    const { path, dependencies, unreadable, locks } = manifest;
    if (unreadable !== undefined) found.unknowns.push({ message: unreadable, path });
    if (locks.length > 0) continue;
    for (const { name, version, line } of dependencies) {
      if (version === undefined || !dynamic.test(version) || projects.has(name)) continue;
      moving.push({ message: `${name} has the moving version ${version}.`, path, line });
    }
  }
  const [first] = moving;
  if (first && own.length > 0) {
    found.fails.push(...moving.slice(0, 20));
  } else if (first) {
    const message = `${first.message} Whether a build outside of the image uses it is not known.`;
    undecided.push({ ...first, message });
  } else {
    const title = names[seen[0]!.ecosystem]!;
    const message = `${title}: no version is a range, dynamic or a snapshot.`;
    found.passes.push({ message, path: seen[0]!.path });
  }
}

function judgePython(options: Judged & { readonly tree: RepositoryTree }): void {
  const { found, undecided, file, seen, own, tree } = options;
  const locks = seen.flatMap(manifest => manifest.locks);
  const project = own.filter(({ kind }) => kind !== 'names');
  const exported =
    project.some(({ kind, frozen }) => kind === 'fetch' && frozen) && locks.length > 0;
  const at = (install: InstallCommand, message: string): Finding => ({
    message,
    path: file.path,
    line: install.step.line,
  });
  if (own.length === 0) {
    const [first] = seen;
    const pinned = seen.every(
      manifest => manifest.locks.length > 0 || isPinned(manifest.dependencies),
    );
    const message = pinned
      ? 'Python: dependencies are locked, and the image build installs none.'
      : `${first!.path} is not locked; whether a build outside of the image installs from it is not known.`;
    (pinned ? found.passes : undecided).push({ message, path: first!.path });
    return;
  }
  if (project.length === 0) {
    const install = own[0]!;
    const message = `"${install.shown}" installs by name and not what the manifests say.`;
    const loose = install.words.some(
      word => /^[A-Za-z]/.test(word) && !/==|^(pip|pip3|python3?|-m|install|uv)$/.test(word),
    );
    (locks.length > 0 || !loose ? found.warns : found.fails).push(at(install, message));
    return;
  }
  for (const install of project) {
    if (install.kind === 'fetch' || install.rootOnly) continue;
    const [tool] = install.words;
    if (install.files.length > 0) {
      judgePip({ install, seen, tree, exported, locks, found, at });
    } else if (locks.length === 0) {
      found.fails.push(at(install, `"${install.shown}" installs without a tracked lock file.`));
    } else if (install.frozen) {
      found.passes.push(at(install, `Python: "${install.shown}" installs what the lock says.`));
    } else {
      const message = `"${install.shown}" may change the lock; ${tool} has an option that forbids it.`;
      found.warns.push(at(install, message));
    }
  }
}

function judgePip(options: {
  readonly install: InstallCommand;
  readonly seen: readonly DependencyManifest[];
  readonly tree: RepositoryTree;
  readonly exported: boolean;
  readonly locks: readonly string[];
  readonly found: LockFindings;
  readonly at: (install: InstallCommand, message: string) => Finding;
}): void {
  const { install, seen, tree, exported, locks, found, at } = options;
  for (const name of install.files) {
    const manifest = name === '.' ? findProject(seen) : findFile(seen, name);
    if (!manifest) {
      const message = `What "${install.shown}" installs is not known: ${name === '.' ? 'the project' : name} is not in the build context.`;
      if (exported)
        found.passes.push(at(install, `Python: "${install.shown}" installs what the lock says.`));
      else found.unknowns.push(at(install, message));
      continue;
    }
    const dependencies = constrained(manifest, install, { seen, tree });
    if (manifest.unreadable !== undefined) {
      found.unknowns.push(
        at(install, `${manifest.path} cannot be read whole: ${manifest.unreadable}`),
      );
    } else if (isPinned(dependencies)) {
      found.passes.push(at(install, `Every line of ${manifest.path} is pinned.`));
    } else if (name === '.' && locks.length > 0) {
      found.warns.push(at(install, `"${install.shown}" does not use the lock ${locks[0]}.`));
    } else {
      const open = dependencies.find(one => !isPinned([one]))!;
      const message = `${open.name} in ${manifest.path} is not pinned with ==.`;
      found.fails.push({ message, path: manifest.path, line: open.line });
    }
  }
}

/** Versions that constraint files of the command name. */
function constrained(
  manifest: DependencyManifest,
  { constraints }: InstallCommand,
  where: { readonly seen: readonly DependencyManifest[]; readonly tree: RepositoryTree },
): readonly Dependency[] {
  const known = new Map<string, string>();
  for (const name of constraints) {
    const path =
      findFile(where.seen, name)?.path ??
      where.tree.entries.find(entry => baseName(entry.path) === baseName(name))?.path;
    const text = path === undefined ? undefined : where.tree.read(path);
    if (path === undefined || text?.status !== 'present') continue;
    const read = (other: string) => where.tree.read(other);
    readRequirements({ path, text: text.value, development: false, read }).dependencies.forEach(
      ({ name: key, version }) => version !== undefined && known.set(key, version),
    );
  }
  return manifest.dependencies.map(one =>
    isPinned([one]) ? one : { ...one, version: known.get(one.name) ?? one.version },
  );
}

function isPinned(dependencies: readonly Dependency[]): boolean {
  return dependencies.every(
    ({ version }) =>
      version !== undefined && (/^===?\s*[^*,\s]+$/.test(version) || isFixedAddress(version)),
  );
}

/** An archive, or a repository at a commit or version: a branch moves. */
function isFixedAddress(version: string): boolean {
  if (!version.includes('://')) return false;
  const [address = ''] = version.split('#', 1);
  const ref = /@([^@/:]+)$/.exec(address.trim())?.[1];
  if (ref !== undefined) return /^([0-9a-f]{7,40}|v?\d[\w.+-]*)$/i.test(ref);
  return /\.(whl|tar\.gz|zip)$/.test(address.trim());
}

function findProject(seen: readonly DependencyManifest[]): DependencyManifest | undefined {
  const wanted = ['pyproject.toml', 'setup.cfg', 'setup.py'];
  return (
    wanted
      .flatMap(name => seen.filter(({ path }) => baseName(path) === name))
      .find(
        ({ dependencies, unreadable }) => dependencies.length > 0 || unreadable !== undefined,
      ) ?? seen.find(({ path }) => wanted.includes(baseName(path)))
  );
}

/** The manifest whose path ends most like the path in the image. */
function findFile(
  seen: readonly DependencyManifest[],
  name: string,
): DependencyManifest | undefined {
  const parts = name.split('/').filter(part => part !== '' && part !== '.');
  for (let from = 0; from < parts.length; from++) {
    const ending = parts.slice(from).join('/');
    const matching = seen.filter(({ path }) => path === ending || path.endsWith(`/${ending}`));
    const [shortest] = [...matching].sort((a, b) => a.path.length - b.path.length);
    if (shortest) return shortest;
  }
  return undefined;
}
