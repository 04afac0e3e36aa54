import { listShellCommands, ShellCommand, toCommand } from '../script/shellCommands';
import { ShellWord, tokenizeShell } from '../script/shellTokens';

/** A command of a script and what happens with its output. */
export interface PipedCommand extends ShellCommand {
  /** The command that reads its output through a pipe. */
  readonly into?: ShellCommand;
  /** The command whose word or text its output becomes: `sh -c "$(curl …)"`, `eval`, `bash <(curl …)`. */
  readonly within?: ShellCommand;
  /** The command that follows when it fails, `||`. */
  readonly otherwise?: ShellCommand;
  /** The words that a pipe gives it. */
  readonly given?: readonly string[];
  /** Files its output is written to by `>`. */
  readonly writes: readonly string[];
}

const depthLimit = 3;

/** Every command of a script in order, with pipes, substitutions and redirections. */
export function listPipedCommands(
  source: string,
  firstLine = 1,
  within?: ShellCommand,
  depth = 0,
): PipedCommand[] {
  const found: PipedCommand[] = [];
  let words: ShellWord[] = [];
  let writes: string[] = [];
  let redirect: string | undefined;
  let waiting: number | undefined;
  let failing: number | undefined;
  const finish = (operator: string) => {
    const command = toCommand(words.filter(word => !isKeyword(word)));
    const inner = command && depth < depthLimit ? substitutionsOf(words, command, depth) : [];
    found.push(...inner);
    if (command) {
      if (waiting !== undefined) found[waiting] = { ...found[waiting]!, into: command };
      if (failing !== undefined) found[failing] = { ...found[failing]!, otherwise: command };
      const given = waiting === undefined ? undefined : found[waiting]?.words;
      waiting = undefined;
      found.push({
        ...command,
        writes,
        ...(within ? { within } : {}),
        ...(given ? { given } : {}),
      });
      failing = operator === '||' ? found.length - 1 : undefined;
      if (operator === '|' || operator === '|&') waiting = found.length - 1;
    }
    words = [];
    writes = [];
  };
  for (const token of tokenizeShell(source, firstLine)) {
    if (token.type === 'operator') {
      if (/[<>]/.test(token.text)) {
        redirect = token.text;
      } else {
        finish(token.text);
      }
    } else if (redirect !== undefined) {
      if (redirect.includes('>')) writes.push(token.text);
      redirect = undefined;
    } else {
      words.push(token);
    }
  }
  finish('');
  return found;
}

function isKeyword({ text, quoted }: ShellWord): boolean {
  return (
    !quoted && /^(if|then|else|elif|fi|do|done|while|until|for|in|\{|\}|!|case|esac)$/.test(text)
  );
}

/** Commands inside `$(…)`, `<(…)` and in the text of `sh -c`. */
function substitutionsOf(
  words: readonly ShellWord[],
  command: ShellCommand,
  depth: number,
): PipedCommand[] {
  const inner = words.flatMap(word =>
    word.substitutions.flatMap(text => listPipedCommands(text, word.line, command, depth + 1)),
  );
  const flag = /^(ba|da|a|z|k)?sh$/.test(command.name)
    ? command.words.findIndex((word, i) => i > 0 && /^-[a-zA-Z]*c$/.test(word))
    : -1;
  const windows = /^(powershell|pwsh)(\.exe)?$/i.test(command.name)
    ? command.words.findIndex((word, i) => i > 0 && /^-c(ommand)?$/i.test(word))
    : -1;
  const script =
    flag > 0
      ? command.words[flag + 1]
      : (windows > 0 && command.words.slice(windows + 1).join(' ')) || undefined;
  const nested =
    script === undefined || listShellCommands(script).length === 0 || script.startsWith('$(')
      ? []
      : listPipedCommands(script, command.line, undefined, depth + 1);
  return [...inner, ...nested];
}
