import { ShellCommand } from '../script/shellCommands';
import { Step } from './resolvedDockerfile';
import { runCommands } from './runCommands';

const subcommands: ReadonlyMap<string, readonly string[]> = new Map([
  ['npm', ['install', 'i', 'ci', 'clean-install']],
  ['yarn', ['install', 'add', 'build']],
  ['pnpm', ['install', 'i', 'add', 'build']],
  ['pip', ['install']],
  ['uv', ['sync', 'build']],
  ['poetry', ['install', 'build']],
  ['pipenv', ['install', 'sync']],
  ['pdm', ['install', 'sync', 'build']],
  ['bun', ['install', 'i', 'add', 'build']],
  ['go', ['build', 'install']],
  ['cargo', ['build', 'install']],
  ['dotnet', ['publish', 'build', 'restore']],
  ['composer', ['install', 'update']],
  ['bundle', ['install']],
  ['gem', ['install']],
  ['mix', ['deps.get', 'compile', 'release']],
  ['swift', ['build']],
  ['bazel', ['build']],
]);
const always = new Set(
  'mvn mvnw gradle gradlew make gcc g++ cc clang clang++ cmake javac sbt'.split(' '),
);

/**
 * The first command of a RUN that builds or installs dependencies, as `npm ci`; `undefined` when there is none.
 *
 * @public
 */
export function findBuildCommand(step: Step): string | undefined {
  if (step.keyword !== 'RUN') {
    return undefined;
  }
  for (const command of runCommands(step)) {
    const found = buildWords(command);
    if (found) {
      return found.join(' ');
    }
  }
  return undefined;
}

function buildWords({ name, words }: ShellCommand): string[] | undefined {
  const args = words.slice(1).filter(word => !word.startsWith('-'));
  const [first] = args;
  if (always.has(name)) {
    return words.includes('--version') || words.includes('-v')
      ? undefined
      : [name, ...args.slice(0, 1)];
  }
  if (/^python[\d.]*$/.test(name) && words.includes('pip') && words.includes('install')) {
    return [name, '-m', 'pip', 'install'];
  }
  if (name === 'uv' && first === 'pip') {
    return args[1] === 'install' || args[1] === 'sync' ? ['uv', 'pip', args[1]] : undefined;
  }
  // `yarn` alone installs; `npm run build`, `yarn run build`, `npm run build:prod` build.
  if (name === 'yarn' && first === undefined) {
    return words.includes('--version') || words.includes('-v') ? undefined : ['yarn'];
  }
  if (/^(npm|yarn|pnpm|bun)$/.test(name) && (first === 'run' || first === 'run-script')) {
    return /^build/.test(args[1] ?? '') ? [name, 'run', args[1]!] : undefined;
  }
  if (name === 'bundle' && words.length === 1) {
    return ['bundle'];
  }
  // Options with a value may stand before the subcommand: `npm --prefix app ci`.
  const tool = /^pip[\d.]+$/.test(name) ? 'pip' : name;
  const sub = args.slice(0, 3).find(word => subcommands.get(tool)?.includes(word));
  return sub === undefined ? undefined : [name, sub];
}
