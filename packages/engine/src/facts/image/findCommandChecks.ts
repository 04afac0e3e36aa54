import { ParentEntry } from '../../data/parentTable';
import { Finding } from '../../contract/verdict';
import { HealthCommand } from '../deployment/ownContainer';
import { ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';
import { baseName, listShellCommands } from '../script/shellCommands';
import { findCommand } from './findCommand';
import { ImageConfig, SourceLocation } from './imageConfig';

/** Whether the command of one health check is in the image. @public */
export interface CommandCheck {
  readonly verdict: 'pass' | 'warn' | 'fail' | 'unknown';
  readonly finding: Finding;
}

interface Options {
  readonly config: ImageConfig;
  readonly dockerfile: ResolvedDockerfile;
  readonly parent: ParentEntry | undefined;
  /** Exec probes and health checks of the deploy descriptors. */
  readonly probes: readonly HealthCommand[];
}

const shells = /^(sh|bash|ash|dash)$/;
const builtins = new Set(['test', '[', ':', 'true', 'false', 'exit', 'echo', 'cat', 'kill']);

/** @public */
export function findCommandChecks(options: Options): CommandCheck[] {
  const { config, probes } = options;
  const checks: CommandCheck[] = [];
  if (config.healthcheck.state === 'defined') {
    const { command, shellForm, location } = config.healthcheck;
    checks.push(check(options, { words: command, shellForm, location }));
  }
  for (const { command, path, line } of probes) {
    const [kind = '', ...words] = command;
    if (kind === 'NONE') {
      continue;
    }
    const stripped = kind === 'CMD' || kind === 'CMD-SHELL' ? words : command;
    checks.push(
      check(options, {
        words: stripped,
        shellForm: kind === 'CMD-SHELL',
        location: { path, line },
      }),
    );
  }
  return checks;
}

function check(
  options: Options,
  given: {
    readonly words: readonly string[];
    readonly shellForm: boolean;
    readonly location: SourceLocation;
  },
): CommandCheck {
  const { words, location } = given;
  const at = (message: string): Finding => ({ message, ...location });
  const flag = words.findIndex((word, i) => i > 0 && /^-[a-z]*c$/.test(word));
  const named = shells.test(baseName(words[0] ?? '')) && flag > 0;
  const inShell = given.shellForm || named;
  const inner = named ? (words[flag + 1] ?? '') : '';
  const text = given.shellForm ? words.join(' ') : inner;
  const first = inShell ? listShellCommands(text)[0]?.words[0] : words[0];
  if (first === undefined) {
    return { verdict: 'unknown', finding: at('The health check names no command.') };
  }
  if (inShell) {
    const shell = findShell(options, named ? words[0]! : 'sh');
    if (shell !== 'found') {
      return shell === 'missing'
        ? { verdict: 'fail', finding: at(`The health check needs a shell and the image has none.`) }
        : {
            verdict: 'unknown',
            finding: at('Whether the image has a shell for the health check is not known.'),
          };
    }
  }
  const name = baseName(first);
  if (name.includes('$')) {
    return { verdict: 'unknown', finding: at(`Which command ${first} is depends on a variable.`) };
  }
  const found =
    (inShell && builtins.has(name)) || isOwnProgram(options.config, first)
      ? ({ status: 'found', how: `${name} is always there` } as const)
      : findCommand({ command: first, dockerfile: options.dockerfile, parent: options.parent });
  if (found.status === 'missing') {
    return {
      verdict: 'fail',
      finding: at(`The health check runs ${name}, which is not in the image.`),
    };
  }
  if (found.status === 'unknown') {
    return {
      verdict: 'unknown',
      finding: at(`Whether ${name} is in the image is not known: ${found.reason}.`),
    };
  }
  const host = findForeignHost(inShell ? text : words.join(' '));
  return host === undefined
    ? { verdict: 'pass', finding: at(`The health check runs ${name}: ${found.how}.`) }
    : {
        verdict: 'warn',
        finding: at(`The health check asks ${host} instead of the container itself.`),
      };
}

function findShell({ config, dockerfile, parent }: Options, shell: string) {
  const found = findCommand({ command: shell, dockerfile, parent });
  if (found.status !== 'unknown') {
    return found.status;
  }
  // A RUN in shell form would not have built without a shell.
  const runs = dockerfile.finalChain.some(stage =>
    stage.steps.some(step => step.keyword === 'RUN' && !step.instruction.json),
  );
  return runs || (config.shell !== 'unknown' && config.shell !== 'none') ? 'found' : 'unknown';
}

/** The program the image starts is there, or nothing would work. */
function isOwnProgram({ entrypoint, cmd }: ImageConfig, command: string): boolean {
  return [entrypoint, cmd].some(
    start =>
      start.resolved &&
      start.value?.form === 'exec' &&
      !start.value.inherited &&
      start.value.words[0] === command,
  );
}

function findForeignHost(text: string): string | undefined {
  for (const [, host = ''] of text.matchAll(
    /\bhttps?:\/\/(?:[^\s/@'"]{0,100}@)?(\[[^\]\s]{0,60}\]|[^\s/:'"]{1,200})/gi,
  )) {
    if (!/^(localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\])$|[$`]/i.test(host)) {
      return host;
    }
  }
  return undefined;
}
