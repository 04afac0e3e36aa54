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
    const words = json.map(text => ({
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
  const flag = words.findIndex((word, i) => i > 0 && /^-[a-zA-Z]*c[a-zA-Z]*$/.test(word));
  return flag > 0 ? words[flag + 1] : undefined;
}

/** A command and, for `sh -c text`, the commands of the text: one level deep. */
function withNested(command: ShellCommand): ShellCommand[] {
  const inner = shellText(command.words);
  return inner === undefined ? [command] : [command, ...listShellCommands(inner, command.line)];
}

/**
 * Everything a RUN says, for searches in its text.
 *
 * @public
 */
export function runText(step: Step): string {
  return [step.instruction.body, ...step.instruction.heredocs.map(h => h.content)].join('\n');
}
