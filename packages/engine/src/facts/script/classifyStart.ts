import { baseName } from './shellCommands';

/**
 * What becomes process 1 after inits and launchers are stripped from a start command.
 *
 * @public
 */
export type StartReading =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'program';
      readonly name: string;
      readonly words: readonly string[];
      readonly init: Init;
    }
  /** A program that starts another one and does not pass signals on. */
  | {
      readonly kind: 'wrapper';
      readonly name: string;
      readonly words: readonly string[];
      readonly init: Init;
    }
  /** `sh -c text`, or shell form. */
  | { readonly kind: 'shell'; readonly shell: string; readonly text: string; readonly init: Init }
  /** A shell with a script file as its argument. */
  | { readonly kind: 'shell-script'; readonly path: string; readonly init: Init };

/** `group`: an init that signals the whole process group. @public */
export type Init = 'none' | 'single' | 'group';

const wrappers = new Set(
  'npm npx yarn yarnpkg pnpm nodemon ts-node-dev mvn mvnw gradle gradlew make foreman'.split(' '),
);
const runners: ReadonlyMap<string, string> = new Map([
  ['go', 'run'],
  ['cargo', 'run'],
  ['dotnet', 'run'],
]);
const shells = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh']);

/**
 * Reads the words of an exec-form start command (shell form is `sh -c text`).
 *
 * @public
 */
export function classifyStart(words: readonly string[]): StartReading {
  let rest = words;
  let init: Init = 'none';
  for (let guard = 0; guard < 10; guard++) {
    const stripped = stripLauncher(rest);
    if (!stripped) {
      break;
    }
    init = stripped.init === 'none' ? init : stripped.init;
    rest = stripped.rest;
  }
  const first = rest[0];
  if (first === undefined) {
    return { kind: 'none' };
  }
  const name = baseName(first);
  if (shells.has(name)) {
    const command = rest.findIndex((word, i) => i > 0 && /^-[abd-zA-Z]*c[a-zA-Z]*$/.test(word));
    const script = rest.findIndex(
      (word, i) => i > 0 && !/^[-+]/.test(word) && !isOptionValue(rest, i),
    );
    if (command > 0 && (script < 0 || command < script)) {
      const text = rest
        .slice(command + 1)
        .find((word, i, all) => !isFlag(word) || i === all.length - 1);
      return { kind: 'shell', shell: name, text: text ?? '', init };
    }
    if (script > 0) {
      return { kind: 'shell-script', path: rest[script]!, init };
    }
  }
  const wraps = wrappers.has(name) || (runners.has(name) && rest[1] === runners.get(name));
  return { kind: wraps ? 'wrapper' : 'program', name, words: rest, init };
}

function isFlag(word: string): boolean {
  return /^[-+][a-zA-Z]+$/.test(word);
}

/** `-o pipefail`: the word behind `-o` is no script. */
function isOptionValue(words: readonly string[], index: number): boolean {
  return /^[-+][a-zA-Z]*o$/.test(words[index - 1] ?? '');
}

function stripLauncher(
  words: readonly string[],
): { rest: readonly string[]; init: Init } | undefined {
  const [first = ''] = words;
  switch (baseName(first)) {
    case 'tini':
    case 'tini-static':
    case 'docker-init':
    case 'catatonit': {
      const { rest, flags } = afterFlags(words, ['-e', '-p']);
      return { rest, init: flags.some(flag => /^-[a-z]*g/.test(flag)) ? 'group' : 'single' };
    }
    case 'dumb-init': {
      const { rest, flags } = afterFlags(words, ['-r', '--rewrite']);
      const single = flags.includes('-c') || flags.includes('--single-child');
      return { rest, init: single ? 'single' : 'group' };
    }
    case 'init':
      return first === '/init' ? { rest: words.slice(1), init: 'single' } : undefined;
    case 'gosu':
    case 'su-exec':
      return { rest: words.slice(2), init: 'none' };
    case 'setpriv':
      return { rest: afterFlags(words, []).rest, init: 'none' };
    // `busybox sh` is sh, and a shell in itself has nothing to run.
    case 'busybox':
      return words.length > 1 ? { rest: words.slice(1), init: 'none' } : undefined;
    case 'exec':
    case 'nice':
    case 'nohup':
      return { rest: afterFlags(words, ['-n']).rest, init: 'none' };
    case 'env': {
      const { rest } = afterFlags(words, ['-u', '-C', '-S']);
      const start = rest.findIndex(word => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(word));
      return { rest: start < 0 ? [] : rest.slice(start), init: 'none' };
    }
    default:
      return undefined;
  }
}

function afterFlags(words: readonly string[], withValue: readonly string[]) {
  const flags: string[] = [];
  let at = 1;
  while (words[at]?.startsWith('-')) {
    const flag = words[at++]!;
    if (flag === '--') {
      break;
    }
    flags.push(flag);
    if (withValue.includes(flag)) {
      at++;
    }
  }
  return { rest: words.slice(at), flags };
}
