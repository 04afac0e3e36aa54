import { ResolvedDockerfile, Step } from '../dockerfile/resolvedDockerfile';
import { runCommands } from '../dockerfile/runCommands';
import { ShellCommand } from '../script/shellCommands';
import { expandWord } from './expandWords';

/** One command of the final chain that installs packages of the operating system. */
export interface SystemInstall {
  readonly manager: string;
  /** Names without version, those removed in the same RUN left out. */
  readonly packages: readonly string[];
  /** Words that stand for names nobody knows: a variable, a file, a substitution. */
  readonly unresolved: readonly string[];
  /** All words of the command, variables resolved. */
  readonly words: readonly string[];
  readonly step: Step;
  readonly line: number;
}

interface Manager {
  readonly names: RegExp;
  readonly installs: readonly string[];
  readonly removes: readonly string[];
  /** Options whose value is the next word. */
  readonly valued: readonly string[];
}

const rpm: Omit<Manager, 'names'> = {
  installs: ['install', 'localinstall', 'groupinstall', 'in'],
  removes: ['remove', 'erase', 'autoremove', 'rm'],
  valued: ['-c', '--config', '-R', '-x', '-d', '-e', '-r', '--root', '-n', '--name'],
};
const managers: readonly Manager[] = [
  {
    names: /^(apt|apt-get|aptitude)$/,
    installs: ['install'],
    removes: ['remove', 'purge', 'autoremove'],
    valued: [
      '-t',
      '--target-release',
      '--default-release',
      '-o',
      '--option',
      '-c',
      '--config-file',
      '-a',
    ],
  },
  {
    names: /^apk$/,
    installs: ['add'],
    removes: ['del'],
    valued: [
      '-t',
      '--virtual',
      '-X',
      '--repository',
      '-p',
      '--root',
      '--arch',
      '--keys-dir',
      '--cache-dir',
    ],
  },
  { names: /^(yum|dnf|microdnf|tdnf)$/, ...rpm },
  { names: /^zypper$/, ...rpm },
];

/** Every install of operating-system packages in the final chain, in order. */
export function listSystemInstalls(file: ResolvedDockerfile): SystemInstall[] {
  return file.finalChain
    .flatMap(stage => stage.steps)
    .filter(step => step.keyword === 'RUN')
    .flatMap(installsOf);
}

function installsOf(step: Step): SystemInstall[] {
  const commands = runCommands(step);
  const found = commands.flatMap((command, at) => {
    const manager = managers.find(({ names }) => names.test(command.name));
    const words = manager ? command.words.flatMap(word => expand(word, step)) : [];
    return manager && words.slice(1).some(word => manager.installs.includes(word))
      ? [{ manager, command, words, at }]
      : [];
  });
  return found.map(({ manager, command, words, at }) => {
    const { packages, virtual } = readNames(words, manager);
    const removed = removedAfter(commands.slice(at + 1), manager, step);
    const shipped = virtual !== undefined && removed.has(virtual) ? [] : packages;
    const isOpen = (word: string) => /[$`]|^@?\/|^<|^\(/.test(word) && !isLocalPackage(word);
    return {
      manager: command.name,
      packages: shipped
        .filter(name => !isOpen(name))
        .map(plainName)
        .filter(name => !removed.has(name)),
      unresolved: shipped.filter(isOpen),
      words,
      step,
      line: step.line,
    };
  });
}

/** `./tool.deb`, `/tmp/tool.rpm`: one package, by its file. */
function isLocalPackage(word: string): boolean {
  return /\.(deb|rpm|apk)$/.test(word);
}

/** The words of an unquoted variable are words of the command. */
function expand(word: string, step: Step): string[] {
  const text = expandWord(word, step);
  return text === word ? [word] : text.split(/\s+/).filter(part => part !== '');
}

function readNames(
  words: readonly string[],
  manager: Manager,
): { packages: string[]; virtual?: string } {
  const packages: string[] = [];
  let virtual: string | undefined;
  let seenCommand = false;
  for (let i = 1; i < words.length; i++) {
    const word = words[i]!;
    if (word.startsWith('-')) {
      const [option = '', value] = word.split('=', 2);
      const takesNext = value === undefined && manager.valued.includes(option);
      if (/^(-t|--virtual)$/.test(option) && manager.installs.includes('add')) {
        virtual = value ?? words[i + 1];
      }
      if (takesNext) i++;
    } else if (!seenCommand) {
      seenCommand = manager.installs.includes(word);
    } else {
      packages.push(word);
    }
  }
  return { packages, virtual };
}

/** Names (and virtual groups) that later commands of the same RUN remove again. */
function removedAfter(
  commands: readonly ShellCommand[],
  manager: Manager,
  step: Step,
): ReadonlySet<string> {
  return new Set(
    commands
      .filter(
        ({ name, words }) =>
          manager.names.test(name) && words.some(word => manager.removes.includes(word)),
      )
      .flatMap(({ words }) => words.flatMap(word => expand(word, step)))
      .filter(word => !word.startsWith('-'))
      .map(plainName),
  );
}

/** `curl=8.5.*`, `curl>7`, `curl@edge`, `libc6:amd64`, `curl/stable` are curl. */
function plainName(word: string): string {
  return isLocalPackage(word) ? word : word.replace(/[=<>~@/].*|:[a-z0-9]+$/s, '');
}
