import { ShellCommand, toCommand } from '../script/shellCommands';
import { ShellWord, tokenizeShell } from '../script/shellTokens';

/** One command of a start script. */
export interface StartTextCommand {
  readonly command: ShellCommand;
  /** Put in the background with `&`, `nohup … &` and the like. */
  readonly background: boolean;
  /** Its output goes into a pipe. */
  readonly piped: boolean;
  /** Files its output is redirected to. */
  readonly redirects: readonly string[];
  /** Behind `until` or `while`. */
  readonly polls: boolean;
}

interface Draft {
  command: ShellCommand;
  background: boolean;
  piped: boolean;
  redirects: string[];
  polls: boolean;
}

const reserved = new Set(
  'if then else elif fi do done while until for case esac in { } ! [[ function'.split(' '),
);
const substitutionDepth = 2;

/**
 * The commands of a script in order, with what the shell does with each. Text that is no well-formed script is read as
 * far as operators separate commands.
 */
export function readStartText(source: string, firstLine = 1, depth = 0): StartTextCommand[] {
  const found: Draft[] = [];
  let words: ShellWord[] = [];
  let redirects: string[] = [];
  let target: string | undefined;
  let polls = false;
  /** First command of the list item, of the pipeline, and of each open group. */
  let item = 0;
  const groups: number[] = [];
  let closed: number | undefined;
  const finish = () => {
    const command = toCommand(words);
    const only = words.length > 0 && words.every(({ text }) => text === 'exec');
    if (command) found.push({ command, background: false, piped: false, redirects, polls });
    else if (only || redirects.length > 0) {
      const empty = { name: 'exec', words: ['exec'], assignments: [], line: firstLine };
      found.push({ command: empty, background: false, piped: false, redirects, polls });
    }
    words = [];
    redirects = [];
  };
  for (const token of tokenizeShell(source, firstLine)) {
    if (token.type === 'operator') {
      if (/[<>]/.test(token.text)) {
        target = token.text;
        continue;
      }
      finish();
      if (token.text === '(') groups.push(found.length);
      if (token.text === ')') closed = groups.pop();
      if (token.text === '&') {
        for (const draft of found.slice(closed ?? item)) draft.background = true;
      }
      if (token.text === '|' || token.text === '|&') {
        for (const draft of found.slice(closed ?? item)) draft.piped = true;
      } else if (token.text !== ')' && token.text !== '(') {
        item = found.length;
        closed = undefined;
        polls = false;
      }
      continue;
    }
    if (depth < substitutionDepth) {
      for (const inner of token.substitutions) {
        for (const one of readStartText(inner, token.line, depth + 1)) {
          found.push({ ...one, redirects: [...one.redirects], background: false });
        }
      }
    }
    if (target !== undefined) {
      if (target.includes('>') && !/^[&\d-]*$/.test(token.text)) redirects.push(token.text);
      target = undefined;
    } else if (words.length === 0 && !token.quoted && reserved.has(token.text)) {
      if (/^(\{|while|until|for|if|case)$/.test(token.text)) groups.push(found.length);
      if (/^(\}|done|fi|esac)$/.test(token.text)) closed = groups.pop();
      polls = token.text === 'until' || token.text === 'while' || (polls && token.text === '!');
    } else {
      words.push(token);
    }
  }
  finish();
  return found;
}
