import { Step } from '../dockerfile/resolvedDockerfile';
import { listShellCommands } from '../script/shellCommands';

/** The shell script that a RUN runs: its text, the text of its here-document, or the text behind `sh -c` in JSON. */
export function runScript(step: Step): string {
  const { json, body, heredocs } = step.instruction;
  if (json) {
    const flag = json.findIndex((word, i) => i > 0 && /^-[abd-zA-Z]*c[a-zA-Z]*$/.test(word));
    return /(^|\/)(ba|da|a|z|k)?sh$/.test(json[0] ?? '') && flag > 0
      ? (json[flag + 1] ?? '')
      : json.map(quote).join(' ');
  }
  if (heredocs.length === 0) return body;
  const outer = listShellCommands(body);
  const isScript =
    outer.length === 0 || (outer.length === 1 && /^(ba|da|a)?sh$/.test(outer[0]!.name));
  // A here-document of another command is data.
  return isScript ? heredocs.map(({ content }) => content).join('\n') : body;
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`;
}
