import { ParentEntry } from '../../data/parentTable';
import { runCommands, runText } from '../dockerfile/runCommands';
import { ResolvedDockerfile, Step } from '../dockerfile/resolvedDockerfile';
import { baseName, ShellCommand } from '../script/shellCommands';

/**
 * Whether a command is in an image, and which line brings it.
 *
 * @public
 */
export type CommandPresence =
  | { readonly status: 'found'; readonly how: string; readonly line?: number }
  | { readonly status: 'missing' }
  | { readonly status: 'unknown'; readonly reason: string };

const managers = new Set(
  'apt apt-get apk yum dnf microdnf tdnf zypper pip pip3 npm gem'.split(' '),
);
/** Commands that packages of another name bring. */
const packageOf: readonly (readonly [RegExp, RegExp])[] = [
  [/^(nc|ncat|netcat)$/, /^(netcat|nmap-ncat|netcat-(openbsd|traditional)|busybox(-extras)?|nmap)/],
  [/^(psql|pg_isready|pg_dump)$/, /^postgresql(\d+)?(-client.*)?$/],
  [/^(ps|pgrep|pkill|top)$/, /^procps(-ng)?$/],
  [/^redis-cli$/, /^redis(-tools)?$/],
  [/^(mysqladmin|mysql)$/, /^(default-mysql-client|mysql-client|mariadb-client)$/],
  [/^ping$/, /^iputils(-ping)?$/],
  [/^node$/, /^nodejs/],
  [/^python3?$/, /^python3?([.\d]*)$/],
  [/^java$/, /^(openjdk|java|amazon-corretto|temurin|default-jre|default-jdk)/],
  [/^curl$/, /^curl(-minimal)?$/],
  [/^(dig|nslookup)$/, /^(dnsutils|bind-tools|bind-utils)$/],
  [/^(http|https)$/, /^httpie$/],
];

/** @public */
export function findCommand(options: {
  readonly command: string;
  readonly dockerfile: ResolvedDockerfile;
  /** `undefined` when nobody knows the parent. */
  readonly parent: ParentEntry | undefined;
}): CommandPresence {
  const { command, dockerfile, parent } = options;
  const name = baseName(command);
  const steps = dockerfile.finalChain.flatMap(stage => stage.steps);
  const brought = steps.find(
    step => brings(step, command, name) && !isRemovedAfter(steps.slice(steps.indexOf(step)), name),
  );
  if (brought) {
    return { status: 'found', how: `${brought.keyword} brings ${name}`, line: brought.line };
  }
  if (dockerfile.parent.kind === 'scratch') {
    return { status: 'missing' };
  }
  if (parent?.commands.includes(name)) {
    return { status: 'found', how: `the parent has ${name}`, line: dockerfile.parentLine };
  }
  if (!parent) {
    return { status: 'unknown', reason: 'the parent is not in the parent table' };
  }
  return parent.open || parent.mayHave?.includes(name)
    ? { status: 'unknown', reason: `the parent may or may not have ${name}` }
    : { status: 'missing' };
}

function brings(step: Step, command: string, name: string): boolean {
  if (step.keyword === 'RUN') {
    return installs(step, name) || writes(step, name);
  }
  if (step.keyword !== 'COPY' && step.keyword !== 'ADD') {
    return false;
  }
  const to = step.destination?.resolved ? (step.destination.value ?? '') : '';
  const from = step.sources.map(source => (source.resolved ? (source.value ?? '') : ''));
  if (baseName(to) === name || from.some(source => baseName(source) === name)) {
    return true;
  }
  // A folder of the application that holds the command: `/app/health` below `COPY … /app`.
  const folder = to.replace(/\/?$/, '/');
  const system = /^\/((usr\/)?(local\/)?s?bin)\/$/.test(folder);
  return command.startsWith('/') && command.startsWith(folder) && folder !== '/' && !system;
}

function installs(step: Step, name: string): boolean {
  return runCommands(step).some(command => installsPackage(command, name));
}

function installsPackage({ name: manager, words }: ShellCommand, name: string): boolean {
  return (
    managers.has(manager) &&
    words.some(word => /^(install|add|in|i|localinstall)$/.test(word)) &&
    namesPackage(words, name)
  );
}

function namesPackage(words: readonly string[], name: string): boolean {
  const other = packageOf.find(([commands]) => commands.test(name))?.[1];
  return words.slice(1).some(word => {
    const pkg = word.replace(/[=@<>~].*/s, '');
    return pkg === name || other?.test(pkg) === true;
  });
}

/** Whether the packages of the first step are removed again, by name or as the group of `apk add --virtual`. */
function isRemovedAfter(steps: readonly Step[], name: string): boolean {
  const commands = steps.flatMap(step => (step.keyword === 'RUN' ? [...runCommands(step)] : []));
  const last = commands.findLastIndex(command => installsPackage(command, name));
  const words = commands[last]?.words ?? [];
  const flag = words.findIndex(word => word === '--virtual' || word === '-t');
  const group = flag < 0 ? undefined : words[flag + 1];
  return (
    last >= 0 &&
    commands
      .slice(last + 1)
      .some(
        command =>
          managers.has(command.name) &&
          command.words.some(word => /^(del|remove|purge|erase|uninstall|rm)$/.test(word)) &&
          (namesPackage(command.words, name) ||
            (group !== undefined && command.words.includes(group))),
      )
  );
}

/** `curl -o /usr/local/bin/probe …`, `chmod +x …/probe`, `go build -o /app/probe`. */
function writes(step: Step, name: string): boolean {
  const text = runText(step);
  return (
    text.includes(`/${name}`) &&
    runCommands(step).some(
      ({ name: tool, words }) =>
        [
          'curl',
          'wget',
          'chmod',
          'install',
          'mv',
          'cp',
          'ln',
          'go',
          'cargo',
          'gcc',
          'tar',
        ].includes(tool) && words.some(word => baseName(word) === name),
    )
  );
}
