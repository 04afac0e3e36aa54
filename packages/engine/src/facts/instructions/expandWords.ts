import { Step } from '../dockerfile/resolvedDockerfile';
import { tokenizeShell } from '../script/shellTokens';
import { runScript } from './runScript';

const reference = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g;

/**
 * A word of a RUN with the variables that the RUN itself, ARG or ENV give a value. What has none stays as it is written.
 */
export function expandWord(word: string, step: Step): string {
  if (!word.includes('$')) return word;
  const local = localVariables(step);
  return word
    .replace(reference, (whole, braced: string | undefined, plain: string | undefined) => {
      const name = braced ?? plain ?? '';
      const value = step.variable(name);
      return local.get(name) ?? (value?.resolved === true ? value.value : undefined) ?? whole;
    })
    .slice(0, 4096);
}

const known = new WeakMap<Step, ReadonlyMap<string, string>>();

/** Variables that the script of a RUN sets itself: `url=https://…; curl $url`, `export URL=…`. */
export function localVariables(step: Step): ReadonlyMap<string, string> {
  let found = known.get(step);
  if (!found) {
    found = readVariables(runScript(step));
    known.set(step, found);
  }
  return found;
}

function readVariables(text: string): Map<string, string> {
  const found = new Map<string, string>();
  let atStart = true;
  for (const token of tokenizeShell(text)) {
    if (token.type === 'operator') {
      atStart = true;
    } else if (atStart && token.text !== 'export' && token.text !== 'readonly') {
      const assignment = /^([A-Za-z_]\w*)=/.exec(token.raw);
      if (assignment) {
        found.set(assignment[1]!, token.text.slice(assignment[0].length));
      } else {
        atStart = /^(then|do|else|\{|!)$/.test(token.raw);
      }
    }
  }
  return found;
}
