import { ResolvedDockerfile, Stage, Step } from '../dockerfile/resolvedDockerfile';
import { runCommands, runText } from '../dockerfile/runCommands';
import { expandWord } from '../instructions/expandWords';
import { ShellCommand } from '../script/shellCommands';
import { Ecosystem } from './dependency';

/** One command of a stage that installs dependencies of a language, or takes those for development away. */
export interface InstallCommand {
  readonly ecosystem: Ecosystem;
  /** As shown to people: `npm ci`. */
  readonly shown: string;
  /**
   * `project`: what the manifests name; `names`: packages named in the command; `build`: compiles and fetches what is
   * missing; `fetch`: only downloads; `prune`: takes development dependencies away.
   */
  readonly kind: 'project' | 'names' | 'build' | 'fetch' | 'prune';
  /** Whether it can only install what the lock says. `files` decide for pip. */
  readonly frozen: boolean;
  /** Requirement files named by pip. */
  readonly files: readonly string[];
  /** Constraint files named by pip. */
  readonly constraints: readonly string[];
  /** Installs no development dependencies. */
  readonly production: boolean;
  /** Bundler: leaves the group of tests out as well, which has dependencies of its own. */
  readonly withoutTests?: boolean;
  /** Only the project itself, whose dependencies are there already. */
  readonly rootOnly: boolean;
  readonly words: readonly string[];
  readonly step: Step;
  readonly stage: Stage;
}

/** Every such command of a stage, in order. */
export function listInstalls(stage: Stage, file: ResolvedDockerfile): InstallCommand[] {
  return stage.steps
    .filter(step => step.keyword === 'RUN')
    .flatMap(step => {
      const exported: string[] = [];
      return runCommands(step).flatMap(command => {
        if (command.name === 'export') exported.push(...command.words.slice(1));
        const read = readInstall(command, { step, stage, file, exported });
        return read ? [{ ...read, words: command.words, step, stage }] : [];
      });
    });
}

interface Place {
  readonly step: Step;
  readonly stage: Stage;
  readonly file: ResolvedDockerfile;
  /** `NAME=value` of the exports before it in the same RUN. */
  readonly exported: readonly string[];
}
type Reading = Omit<InstallCommand, 'words' | 'step' | 'stage'>;

const developmentFile = /(^|[-_./])(dev|develop|development|tests?|testing|lint|docs?)([-_.]|$)/i;

function readInstall(command: ShellCommand, place: Place): Reading | undefined {
  const { name } = command;
  const words = command.words.map(word => expandWord(word, place.step));
  if (/^pip[\d.]*$/.test(name)) return readPip(words.slice(1));
  if (/^python[\d.]*$/.test(name)) {
    return words[1] === '-m' && words[2] === 'pip' ? readPip(words.slice(3)) : undefined;
  }
  switch (name) {
    case 'npm':
    case 'pnpm':
    case 'yarn':
    case 'bun':
      return readNode(command, place);
    case 'uv':
      return words[1] === 'pip' ? readPip(words.slice(2)) : readUv(command, place);
    case 'poetry':
    case 'pipenv':
    case 'pdm':
      return readPythonTool(command, place);
    case 'bundle':
    case 'bundler':
      return readBundle(command, place);
    case 'composer':
    case 'composer.phar':
      return readComposer(command, place);
    default:
      return readCompiled(command, place);
  }
}

const plain = { files: [], constraints: [], rootOnly: false } as const;
const has = (words: readonly string[], ...wanted: readonly string[]) =>
  words.some(word => wanted.includes(word));

/** Whether a variable of image, build or command is set to something that means yes. */
function isSet(name: string, command: ShellCommand, place: Place, value = /./): boolean {
  const { step, exported } = place;
  const own = [...exported, ...command.assignments].findLast(text => text.startsWith(`${name}=`));
  const known = step.variable(name);
  const text = own?.slice(name.length + 1) ?? (known?.resolved ? (known.value ?? '') : '');
  return text !== '' && !/^(0|false|no)$/i.test(text) && value.test(text);
}

/** Options with a value that stands in the next word. */
const valued = new Set(
  '--prefix --cwd --dir -C --filter -F --registry --cache --workspace -w --omit --only --include --network-timeout --loglevel --store-dir --mutex --cache-folder --modules-folder'.split(
    ' ',
  ),
);

function argumentsOf(words: readonly string[]): string[] {
  return words.filter((word, i) => !word.startsWith('-') && !valued.has(words[i - 1] ?? ''));
}

function readNode(command: ShellCommand, place: Place): Reading | undefined {
  const { name: tool } = command;
  const words = command.words.slice(1);
  const [sub, ...args] = argumentsOf(words);
  const base = { ...plain, ecosystem: 'npm' as const };
  const shown = sub === undefined ? tool : `${tool} ${sub}`;
  const text = words.join(' ');
  if (/^(-v|--version|--help)$/.test(words[0] ?? '')) return undefined;
  const production =
    (/--omit[= ]dev\b|--production(?!=false)\b|--only[= ]prod|--prod\b|(^| )-P( |$)/.test(text) ||
      isSet('NODE_ENV', command, place, /^production$/) ||
      isSet('NPM_CONFIG_OMIT', command, place, /dev/) ||
      isSet('npm_config_omit', command, place, /dev/) ||
      isSet('NPM_CONFIG_PRODUCTION', command, place)) &&
    !/--include[= ]dev\b|--production=false|--prod=false/.test(text);
  const install = { ...base, shown, production };
  if (sub === 'prune') return { ...install, kind: 'prune', frozen: true };
  if (tool === 'yarn' && sub === 'workspaces' && args[0] === 'focus') {
    return { ...install, kind: 'project', frozen: isImmutableYarn(command, place) };
  }
  if (tool === 'pnpm' && sub === 'deploy') return { ...install, kind: 'project', frozen: true };
  if (tool === 'pnpm' && sub === 'fetch') return { ...install, kind: 'fetch', frozen: true };
  const global = has(words, '-g', '--global') || (tool === 'yarn' && sub === 'global');
  const installing = /^(install|i|ci|clean-install|add|global|dlx)$/;
  if (!(sub === undefined ? tool === 'yarn' : installing.test(sub))) return undefined;
  if (sub === 'dlx') return undefined;
  if (global || sub === 'add' || (sub !== 'ci' && args.length > 0)) {
    return { ...install, kind: 'names', frozen: false };
  }
  switch (tool) {
    case 'npm':
      return { ...install, kind: 'project', frozen: /^(ci|clean-install)$/.test(sub ?? '') };
    case 'yarn':
      return {
        ...install,
        // Later versions of Yarn have no production install but `workspaces focus`.
        production: production && !has(words, '--immutable'),
        kind: 'project',
        frozen: isImmutableYarn(command, place),
      };
    default: {
      const inCi = tool === 'pnpm' && isSet('CI', command, place);
      const frozen = has(words, '--frozen-lockfile') || sub === 'ci' || inCi;
      return { ...install, kind: 'project', frozen: frozen && !has(words, '--no-frozen-lockfile') };
    }
  }
}

function isImmutableYarn(command: ShellCommand, place: Place): boolean {
  return (
    has(
      command.words,
      '--immutable',
      '--frozen-lockfile',
      '--immutable-cache',
      '--pure-lockfile',
    ) || isSet('YARN_ENABLE_IMMUTABLE_INSTALLS', command, place)
  );
}

const pipValued = new Set(
  '-r --requirement -c --constraint -i --index-url --extra-index-url -f --find-links -t --target --prefix --root --platform --python-version --cache-dir --timeout --retries --trusted-host --proxy --src --python -p --only-binary --no-binary --progress-bar --implementation --abi --upgrade-strategy --config-settings --no-build-isolation-package -w --wheel-dir -d --dest'.split(
    ' ',
  ),
);

function readPip(words: readonly string[]): Reading | undefined {
  const [sub] = words.filter(word => !word.startsWith('-'));
  if (sub !== 'install' && sub !== 'sync' && sub !== 'wheel' && sub !== 'download')
    return undefined;
  const rest = words.slice(words.indexOf(sub) + 1);
  const files: string[] = [];
  const constraints: string[] = [];
  const names: string[] = [];
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i]!;
    const [option = '', value] = word.split('=', 2);
    if (/^(-r|--requirements?)$/.test(option)) files.push(value ?? rest[++i] ?? '');
    else if (/^-r./.test(word)) files.push(word.slice(2));
    else if (/^(-c|--constraints?)$/.test(option)) constraints.push(value ?? rest[++i] ?? '');
    else if (pipValued.has(word)) i++;
    else if (/^(-e|--editable)$/.test(word)) names.push(rest[++i] ?? '.');
    else if (!word.startsWith('-')) names.push(word);
  }
  if (sub === 'sync') files.push(...names.splice(0));
  const local = names.filter(
    name => /^\.{0,2}\/|^\.(\[.*)?$|^\.$/.test(name) && !/\.(whl|tar\.gz)$|\*$/.test(name),
  );
  const project = files.length > 0 || local.length > 0;
  const development =
    files.some(file => developmentFile.test(file)) ||
    local.some(name => /\[[^[\]]*\b(dev|tests?|testing|lint|docs)\b/.test(name));
  return {
    ecosystem: 'pypi',
    shown: ['pip', sub, ...files.map(file => `-r ${file}`), ...names].join(' ').slice(0, 80),
    kind: project ? 'project' : 'names',
    frozen: false,
    files: [...files, ...(local.length > 0 && files.length === 0 ? ['.'] : [])],
    constraints,
    production: !development,
    rootOnly: local.length > 0 && has(rest, '--no-deps'),
  };
}

function readUv(command: ShellCommand, place: Place): Reading | undefined {
  const { words } = command;
  const base = { ...plain, ecosystem: 'pypi' as const };
  const production =
    has(words, '--no-dev', '--no-default-groups') ||
    /--no-group[= ]dev/.test(words.join(' ')) ||
    isSet('UV_NO_DEV', command, place);
  if (words[1] === 'export') {
    return { ...base, shown: 'uv export', kind: 'fetch', frozen: true, production };
  }
  if (words[1] !== 'sync') return undefined;
  const frozen =
    has(words, '--frozen', '--locked') ||
    isSet('UV_FROZEN', command, place) ||
    isSet('UV_LOCKED', command, place);
  return { ...base, shown: 'uv sync', kind: 'project', frozen, production };
}

function readPythonTool(command: ShellCommand, place: Place): Reading | undefined {
  const { name: tool, words } = command;
  const sub = words.slice(1).find(word => !word.startsWith('-')) ?? '';
  const text = words.join(' ');
  const base = { ...plain, ecosystem: 'pypi' as const, shown: `${tool} ${sub}` };
  const groups = /--(only|without)[= ]["']?([\w,-]+)/.exec(text);
  if (tool === 'poetry') {
    const production =
      (groups?.[1] === 'only' && /main/.test(groups[2]!)) ||
      (groups?.[1] === 'without' && /dev|test/.test(groups[2]!)) ||
      has(words, '--no-dev', '--only-root') ||
      isSet('POETRY_WITHOUT', command, place, /dev/);
    if (sub === 'export') {
      const dev = /--with[= ]["']?[\w,-]*(dev|test)|--dev\b|--all-groups/.test(text);
      return { ...base, kind: 'fetch', frozen: true, production: !dev };
    }
    const rootOnly = has(words, '--only-root');
    return /^(install|sync)$/.test(sub)
      ? { ...base, kind: 'project', frozen: true, production, rootOnly }
      : undefined;
  }
  if (!/^(install|sync|requirements)$/.test(sub)) return undefined;
  if (tool === 'pipenv') {
    const frozen = sub !== 'install' || has(words, '--deploy', '--ignore-pipfile');
    const kind = sub === 'requirements' ? 'fetch' : 'project';
    return { ...base, kind, frozen, production: !has(words, '--dev', '-d') };
  }
  const frozen = sub === 'sync' || has(words, '--frozen-lockfile', '--check', '--no-lock');
  const production = has(words, '--prod', '--production', '--no-dev');
  return { ...base, kind: 'project', frozen, production };
}

function readBundle(command: ShellCommand, place: Place): Reading | undefined {
  const { words } = command;
  const [sub] = words.slice(1).filter(word => !word.startsWith('-'));
  if (sub !== undefined && sub !== 'install') return undefined;
  const { stages } = place.file;
  const chain = [...ancestors(place.stage, stages), place.stage];
  const configured = chain
    .flatMap(stage => stage.steps)
    .filter(step => step.keyword === 'RUN')
    .map(runText)
    .join('\n');
  const setting = (name: string) =>
    new RegExp(`bundle config (?:set )?(?:--\\w+ )*["']?${name}["']?[ =](?!["']?false)`).test(
      configured,
    );
  const frozen =
    has(words, '--frozen', '--deployment') ||
    isSet('BUNDLE_FROZEN', command, place) ||
    isSet('BUNDLE_DEPLOYMENT', command, place) ||
    setting('frozen') ||
    setting('deployment');
  const production =
    /--without[= ]["']?[^-]*development/.test(words.join(' ')) ||
    isSet('BUNDLE_WITHOUT', command, place, /development/) ||
    configuredWithout(configured, 'development') ||
    isSet('BUNDLE_ONLY', command, place, /^(default|production)/);
  const withoutTests =
    /--without[= ]["']?[^-]*\btest\b/.test(words.join(' ')) ||
    isSet('BUNDLE_WITHOUT', command, place, /\btest\b/) ||
    configuredWithout(configured, 'test') ||
    isSet('BUNDLE_ONLY', command, place, /^(default|production)/);
  const base = { ...plain, ecosystem: 'rubygems' as const, shown: 'bundle install' };
  return { ...base, kind: 'project', frozen, production, withoutTests };
}

function readComposer(command: ShellCommand, place: Place): Reading | undefined {
  const { words } = command;
  const sub = words.slice(1).find(word => /^(install|update|require)$/.test(word));
  if (sub === undefined) return undefined;
  const production = has(words, '--no-dev') || isSet('COMPOSER_NO_DEV', command, place);
  const kind = sub === 'require' ? ('names' as const) : ('project' as const);
  const base = { ...plain, ecosystem: 'composer' as const, shown: `composer ${sub}` };
  return { ...base, kind, frozen: sub === 'install', production };
}

function readCompiled(command: ShellCommand, place: Place): Reading | undefined {
  const { name, words } = command;
  const args = words.slice(1).filter(word => !word.startsWith('-'));
  const [sub = ''] = args;
  const text = words.join(' ');
  const of = (ecosystem: Ecosystem, kind: InstallCommand['kind'], frozen: boolean): Reading => ({
    ...plain,
    ecosystem,
    shown: [name, ...args.slice(0, 2)].join(' ').slice(0, 60),
    kind,
    frozen,
    production: true,
  });
  if (has(words, '--version', '-version', '-v')) {
    if (!/^(go|cargo)$/.test(name)) return undefined;
  }
  switch (name) {
    case 'go':
      if (sub === 'mod' && /^(download|vendor)$/.test(args[1] ?? ''))
        return of('go', 'fetch', true);
      if (sub === 'install' && /@/.test(text)) return of('go', 'names', true);
      return /^(build|install|test|generate|get)$/.test(sub) ? of('go', 'build', true) : undefined;
    case 'cargo': {
      const locked = has(words, '--locked', '--frozen');
      if (sub === 'install') {
        return has(words, '--path') ? of('cargo', 'build', locked) : of('cargo', 'names', true);
      }
      if (sub === 'fetch' || sub === 'vendor' || (sub === 'chef' && args[1] === 'cook')) {
        return of('cargo', 'fetch', true);
      }
      return /^(build|test|run|zigbuild|leptos)$/.test(sub)
        ? of('cargo', 'build', locked)
        : undefined;
    }
    case 'dotnet': {
      const locked =
        has(words, '--locked-mode') ||
        /RestoreLockedMode=true/i.test(text) ||
        isSet('RestoreLockedMode', command, place);
      if (sub === 'restore') return of('nuget', 'fetch', locked);
      const restores = /^(build|publish|test|pack)$/.test(sub) && !has(words, '--no-restore');
      return restores ? of('nuget', 'build', locked) : undefined;
    }
    case 'mvn':
    case 'mvnw':
      return /dependency:(go-offline|resolve)|de\.qaware\.maven:go-offline/.test(text)
        ? of('maven', 'fetch', true)
        : of('maven', 'build', true);
    case 'gradle':
    case 'gradlew':
      return /(^| )[\w:]*(dependencies|downloadDependencies|resolveDependencies)( |$)/.test(text)
        ? of('gradle', 'fetch', true)
        : of('gradle', 'build', true);
    default:
      return undefined;
  }
}

/** The stages a stage inherits from, oldest first. */
export function ancestors(stage: Stage, stages: readonly Stage[]): Stage[] {
  const found: Stage[] = [];
  let { base } = stage;
  while (base.kind === 'stage') {
    const parent = stages[base.index];
    if (!parent || found.includes(parent)) break;
    found.unshift(parent);
    base = parent.base;
  }
  return found;
}

/** `bundle config set without 'development test'` in a line of commands. */
function configuredWithout(text: string, group: string): boolean {
  return text.split(/[\n;&|]/).some(command => {
    const config = command.indexOf('bundle config ');
    const without = config < 0 ? -1 : command.indexOf('without', config + 'bundle config '.length);
    return without >= 0 && command.includes(group, without + 'without'.length);
  });
}
