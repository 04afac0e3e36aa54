import { classifyStart } from '../script/classifyStart';
import { findLastCommand } from '../script/shellCommands';
import { ImageConfig } from './imageConfig';
import { ImageStart } from './imageStart';

/** @public */
export interface ProcessOne {
  readonly verdict: 'pass' | 'warn' | 'fail' | 'unknown';
  readonly message: string;
}

type Shell = ImageConfig['shell'];

/**
 * Whether stop signals reach the program that is started (catalogue check `cost-signal-pid1`): bash and busybox replace
 * themselves by the last command of `sh -c`, dash does not, and npm and its like do not pass signals on.
 *
 * @public
 */
export function readProcessOne(image: ImageStart): ProcessOne {
  const { start } = image;
  if (start.kind === 'unknown') {
    return { verdict: 'unknown', message: `The start command is not known: ${start.reason}.` };
  }
  const { reading } = start;
  switch (reading.kind) {
    case 'none':
      return {
        verdict: 'unknown',
        message: 'Neither the Dockerfile nor its parent says what starts (no ENTRYPOINT or CMD).',
      };
    case 'program':
      return {
        verdict: 'pass',
        message:
          start.script?.status === 'found'
            ? `The script ${reading.name} is process 1; cost-signal-entrypoint-exec judges it.`
            : `${reading.name} is process 1 and receives the signals itself.`,
      };
    case 'shell-script':
      return {
        verdict: 'pass',
        message: `The script ${reading.path} is process 1; cost-signal-entrypoint-exec judges it.`,
      };
    case 'wrapper': {
      const advice = advise(reading.words, image);
      return reading.init === 'group'
        ? {
            verdict: 'warn',
            message: `${reading.name} runs under an init that signals the whole process group; it does not wait for the program.${advice}`,
          }
        : {
            verdict: 'fail',
            message: `${reading.name} is process 1 and does not pass SIGTERM on to the program.${advice}`,
          };
    }
    default:
      return readShell(reading.text, kindOf(reading.shell, image.shell), image);
  }
}

function kindOf(word: string, shell: Shell): Shell {
  if (shell === 'none') {
    return 'none';
  }
  switch (word) {
    case 'sh':
      return shell;
    case 'ash':
      return 'busybox';
    case 'bash':
    case 'dash':
      return word;
    default:
      return 'unknown';
  }
}

function readShell(text: string, shell: Shell, image: ImageStart): ProcessOne {
  if (shell === 'none') {
    return { verdict: 'fail', message: 'The start command needs a shell and the image has none.' };
  }
  const last = findLastCommand(text);
  if (!last) {
    return shell === 'dash' && !/\bexec\b/.test(text)
      ? {
          verdict: 'fail',
          message: 'The shell (dash) stays process 1 and keeps the signals to itself.',
        }
      : {
          verdict: 'unknown',
          message: 'How the start command ends is more than the reader follows.',
        };
  }
  const program = classifyStart(last.command?.words ?? []);
  if (program.kind === 'wrapper') {
    const advice = advise(program.words, image);
    return {
      verdict: 'fail',
      message: `${program.name} does not pass SIGTERM on to the program.${advice}`,
    };
  }
  const name = last.command?.name ?? last.first;
  if (last.inPipeline) {
    return {
      verdict: 'fail',
      message: `${name} runs in a pipeline, so the shell stays process 1.`,
    };
  }
  if (last.first === 'exec') {
    return { verdict: 'pass', message: `The shell hands over to ${name} with exec.` };
  }
  switch (shell) {
    case 'dash':
      return {
        verdict: 'fail',
        message: `Shell form: dash stays process 1 and ${name} never sees SIGTERM. Use exec form.`,
      };
    case 'unknown':
      return last.only
        ? {
            verdict: 'warn',
            message: `Shell form: whether the shell hands over to ${name} depends on the parent.`,
          }
        : {
            verdict: 'fail',
            message: `Shell form with several commands: nothing makes the shell hand over to ${name}.`,
          };
    default:
      return {
        verdict: 'warn',
        message: `Shell form: ${shell} replaces itself by ${name} as its last command, which nothing guarantees.`,
      };
  }
}

/** What `npm start` would run, from package.json. */
function advise(words: readonly string[], { packageScripts }: ImageStart): string {
  const name = words[1] === 'run' ? words[2] : words[1];
  const script = name === undefined ? undefined : packageScripts?.get(name);
  return script === undefined || script.length > 120
    ? ''
    : ` Start what it runs instead: ${script}.`;
}
