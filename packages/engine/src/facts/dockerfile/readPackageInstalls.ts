import { ShellCommand } from '../script/shellCommands';
import { ResolvedDockerfile, Step } from './resolvedDockerfile';
import { runCommands } from './runCommands';

/**
 * One RUN of the final chain that fills the cache of a package manager.
 *
 * @public
 */
export interface PackageInstall {
  readonly manager: string;
  /** True for the operating system's own manager. */
  readonly system: boolean;
  readonly cleaned: boolean;
  /** How the cache is avoided or removed. */
  readonly how: string;
  /** True when only a later RUN removes the cache. */
  readonly cleanedLater: boolean;
  readonly line: number;
}

interface Manager {
  readonly name: string;
  readonly system: boolean;
  readonly fills: (command: ShellCommand) => boolean;
  /** The command itself leaves no cache. */
  readonly avoids?: (command: ShellCommand, step: Step) => boolean;
  readonly cleans: (command: ShellCommand) => boolean;
  /** Targets of cache mounts that hold the cache. */
  readonly mount: RegExp;
}

const has = (words: readonly string[], ...wanted: readonly string[]) =>
  words.some(word => wanted.includes(word));
const removes = (command: ShellCommand, path: RegExp) =>
  (command.name === 'rm' || command.name === 'find') && command.words.some(word => path.test(word));

const rpmManager = (name: string): Manager => ({
  name,
  system: true,
  fills: ({ name: tool, words }) =>
    tool === name &&
    has(words, 'install', 'update', 'upgrade', 'groupinstall', 'reinstall', 'localinstall'),
  cleans: command =>
    (/^(yum|dnf|microdnf|tdnf)$/.test(command.name) &&
      has(command.words, 'clean') &&
      has(command.words, 'all')) ||
    removes(command, /^\/var\/cache\/(yum|dnf|tdnf|\*)/),
  mount: /^\/var\/cache\/(yum|dnf|libdnf5|tdnf)/,
});

const managers: readonly Manager[] = [
  {
    name: 'apt',
    system: true,
    fills: ({ name, words }) =>
      /^(apt|apt-get|aptitude)$/.test(name) &&
      has(words, 'install', 'update', 'upgrade', 'dist-upgrade', 'build-dep'),
    cleans: command => removes(command, /^\/var\/lib\/apt\/?(lists|\*|$)/),
    mount: /^\/var\/lib\/apt/,
  },
  ...['yum', 'dnf', 'microdnf', 'tdnf'].map(rpmManager),
  {
    name: 'apk',
    system: true,
    fills: ({ name, words }) => name === 'apk' && has(words, 'add', 'upgrade'),
    avoids: ({ words }) => has(words, '--no-cache'),
    cleans: command => removes(command, /^\/var\/cache\/(apk|\*)/),
    mount: /^(\/var\/cache\/apk|\/etc\/apk\/cache)/,
  },
  {
    name: 'zypper',
    system: true,
    fills: ({ name, words }) => name === 'zypper' && has(words, 'install', 'in', 'update', 'up'),
    cleans: ({ name, words }) => name === 'zypper' && has(words, 'clean', 'cc'),
    mount: /^\/var\/cache\/zypp/,
  },
  {
    name: 'pip',
    system: false,
    fills: ({ name, words }) =>
      (/^pip[\d.]*$/.test(name) || (/^python[\d.]*$/.test(name) && has(words, 'pip'))) &&
      has(words, 'install'),
    avoids: ({ words, assignments }, step) =>
      has(words, '--no-cache-dir', '--no-cache') ||
      assignments.some(text => /^PIP_NO_CACHE_DIR=(?!$|0$|false$|no$|off$)/i.test(text)) ||
      isOn(step, 'PIP_NO_CACHE_DIR'),
    cleans: command =>
      removes(command, /\.cache(\/pip|\/?$|\/\*)/) ||
      (/^pip[\d.]*$/.test(command.name) &&
        has(command.words, 'cache') &&
        has(command.words, 'purge')),
    mount: /\/(\.cache|pip)(\/|$)/,
  },
  {
    name: 'npm',
    system: false,
    fills: ({ name, words }) =>
      name === 'npm' && has(words.slice(1), 'install', 'i', 'ci', 'clean-install', 'add'),
    cleans: command =>
      (command.name === 'npm' && has(command.words, 'cache') && has(command.words, 'clean')) ||
      removes(command, /\.npm(\/|$)/),
    mount: /\/\.?npm(\/|$)/,
  },
];

function isOn(step: Step, name: string): boolean {
  const value = step.variable(name);
  return (
    value?.resolved === true &&
    !['', '0', 'false', 'no', 'off'].includes((value.value ?? '').toLowerCase())
  );
}

/** @public */
export function readPackageInstalls(file: ResolvedDockerfile): PackageInstall[] {
  const runs = file.finalChain
    .flatMap(stage => stage.steps)
    .filter(step => step.keyword === 'RUN')
    .map(step => ({ step, commands: runCommands(step) }));
  const lastCleaning = new Map(
    managers.map(manager => [
      manager,
      runs.findLastIndex(({ commands }) => commands.some(manager.cleans)),
    ]),
  );
  const isInstall = (command: ShellCommand) =>
    managers.some(manager => manager.fills(command)) && !isIndexUpdate(command);
  if (!runs.some(({ commands }) => commands.some(isInstall))) {
    return [];
  }
  return runs.flatMap(({ step, commands }, index) =>
    managers.flatMap((manager): PackageInstall[] => {
      const fills = commands.filter(manager.fills);
      const [first] = fills;
      if (!first) {
        return [];
      }
      const how = howCleaned({ manager, step, commands, fills });
      const later = lastCleaning.get(manager)! > index;
      return [
        {
          manager: manager.name === 'apt' ? first.name : manager.name,
          system: manager.system,
          cleaned: how !== undefined,
          how: how ?? '',
          cleanedLater: how === undefined && later,
          line: step.line,
        },
      ];
    }),
  );
}

/** `apt-get update` alone installs nothing; beside an install it fills the cache as much as that. */
function isIndexUpdate({ name, words }: ShellCommand): boolean {
  return /^(apt|apt-get|aptitude)$/.test(name) && has(words, 'update');
}

function howCleaned(options: {
  readonly manager: Manager;
  readonly step: Step;
  readonly commands: readonly ShellCommand[];
  readonly fills: readonly ShellCommand[];
}): string | undefined {
  const { manager, step, commands, fills } = options;
  const cached = step.mounts.some(
    ({ type, target }) =>
      (type === 'cache' || type === 'tmpfs') && target !== undefined && manager.mount.test(target),
  );
  if (cached) {
    return 'the cache lies in a mount';
  }
  if (manager.avoids && fills.every(command => manager.avoids!(command, step))) {
    return 'nothing is cached';
  }
  // Removing before the last install leaves what that install adds.
  const last = commands.lastIndexOf(fills[fills.length - 1]!);
  return commands.slice(last + 1).some(manager.cleans)
    ? 'the same RUN removes the cache'
    : undefined;
}
