import { listShellCommands, ShellCommand, toCommand } from '../script/shellCommands';
import { Step } from './resolvedDockerfile';

/** Several facts ask for the commands of the same RUN; they are read once. */
const known = new WeakMap<Step, readonly ShellCommand[]>();

/**
 * The commands of a RUN in order, whatever form it is written in: shell, JSON, here-document.
 *
 * @public
 */
export function runCommands(step: Step): readonly ShellCommand[] {
  let commands = known.get(step);
  if (!commands) {
    commands = readCommands(step);
    known.set(step, commands);
  }
  return commands;
}

function readCommands(step: Step): ShellCommand[] {
  const { json, body, heredocs, line } = step.instruction;
  if (json) {
    const inner = shellText(json);
    if (inner !== undefined) {
      return listShellCommands(inner, line).flatMap(withNested);
    }
    return commandOf(json, line);
  }
  const outer = listShellCommands(body, line)
    .flatMap(withNested)
    .map(command => ({ ...command, line }));
  // Without a command of its own, or for a shell, the text of a here-document is the script.
  const isScript =
    outer.length === 0 || (outer.length === 1 && /^(ba|da|a)?sh$/.test(outer[0]!.name));
  return isScript
    ? [...outer, ...heredocs.flatMap(heredoc => listShellCommands(heredoc.content, heredoc.line))]
    : outer;
}

/** The text of `sh -c text`, also with other options in the same word (`bash -euxc`). */
function shellText(words: readonly string[]): string | undefined {
  if (!/(^|\/)(ba|da|a|z|k)?sh$/.test(words[0] ?? '')) {
    return undefined;
  }
  const flag = words.findIndex((word, i) => i > 0 && /^-[abd-zA-Z]*c[a-zA-Z]*$/.test(word));
  return flag > 0 ? words[flag + 1] : undefined;
}

function commandOf(texts: readonly string[], line: number): ShellCommand[] {
  const words = texts.map(text => ({
    type: 'word' as const,
    raw: text,
    text,
    quoted: true,
    substitutions: [],
    line,
  }));
  const command = toCommand(words);
  return command ? [command] : [];
}

/** A command and, for `sh -c text`, `xargs` and `timeout`, the commands it runs: one level deep. */
function withNested(command: ShellCommand): ShellCommand[] {
  const inner = shellText(command.words);
  if (inner !== undefined) return [command, ...listShellCommands(inner, command.line)];
  return [command, ...commandOf(wrappedWords(command), command.line)];
}

/** What `timeout 300 apt-get update` and `xargs apk add` run; what xargs adds to it is not known. */
function wrappedWords({ name, words }: ShellCommand): string[] {
  if (!/^(xargs|timeout|eatmydata)$/.test(name)) return [];
  let at = 1;
  while (words[at]?.startsWith('-')) {
    at += /^-[aEIdLnPsk]$|^--(signal|kill-after)$/.test(words[at]!) ? 2 : 1;
  }
  if (name === 'timeout') at++;
  const inner = words.slice(at);
  return inner.length > 0 && name === 'xargs' ? [...inner, '$@'] : inner;
}

/**
 * Everything a RUN says, for searches in its text.
 *
 * @public
 */
export function runText(step: Step): string {
  return [step.instruction.body, ...step.instruction.heredocs.map(h => h.content)].join('\n');
}
