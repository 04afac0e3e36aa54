import { defineCheck } from '../../contract/check';
import { optional } from '../../contract/fact';
import { Finding, Judgement } from '../../contract/verdict';
import { eachStart } from '../../facts/image/eachStart';
import { ImageStart } from '../../facts/image/imageStart';
import { imageStarts } from '../../facts/image/imageStarts';
import { imageUnits } from '../../facts/image/imageUnits';
import { entitySettings } from '../../facts/repository/entitySettings';
import { Init } from '../../facts/script/classifyStart';
import { readEntrypoint } from '../../facts/script/entrypointPaths';
import { ScriptSource } from '../../facts/script/findScript';

/** Entrypoint scripts hand over with exec. */
export const costSignalEntrypointExec = defineCheck({
  id: 'cost-signal-entrypoint-exec',
  needs: { units: optional(imageUnits), starts: imageStarts, settings: entitySettings },
  absentReason: 'The repository neither builds nor deploys an image.',
  // What inherits from a base image starts with its script.
  judge: given => eachStart(given, judge, ['service', 'worker', 'job', 'base-image']),
});

function judge({ start, location }: ImageStart): Judgement {
  if (start.kind === 'unknown') {
    const reason = `The start command is not known: ${start.reason}.`;
    return { verdict: 'unknown', code: 'unresolved-variable', reason };
  }
  const { script, next, reading } = start;
  if (!script || script.status === 'not-a-script') {
    if (start.behindParentScript) {
      const reason = 'The entrypoint script of the parent image hands over with exec.';
      return { verdict: 'pass', reason, evidence: [{ message: reason, ...location }] };
    }
    if (reading.kind === 'shell-script') {
      const reason = `The script ${reading.path} is not in the repository.`;
      return { verdict: 'unknown', code: 'no-source-configured', reason };
    }
    return { verdict: 'not-applicable', reason: 'No script starts the program.' };
  }
  if (script.status === 'missing') {
    const reason = `The script cannot be judged: ${script.reason}.`;
    const evidence = [{ message: reason, ...location }];
    return { verdict: 'unknown', code: 'no-source-configured', reason, evidence };
  }
  const init = reading.kind === 'none' ? 'none' : reading.init;
  const first = judgeScript(script, init);
  // `exec "$@"` hands over to a second script, as `/start` in CMD.
  const second =
    next?.status === 'found' && /\$[@*]|\$\{[@*]\}/.test(script.text)
      ? judgeScript(next, init)
      : undefined;
  return first.verdict === 'pass' && second !== undefined ? second : first;
}

function judgeScript(script: Extract<ScriptSource, { status: 'found' }>, init: Init): Judgement {
  const read = readEntrypoint(script.text);
  const at = (line: number) => ({ path: script.path, line: line + script.firstLine - 1 });
  switch (read.kind) {
    case 'exec': {
      const reason = 'Every path of the script that starts a program hands over with exec.';
      return { verdict: 'pass', reason, evidence: [{ message: reason, ...at(read.line) }] };
    }
    case 'forwards': {
      const message =
        'The script starts the program in the background, traps TERM, forwards it and waits.';
      return { verdict: 'warn', reason: message, findings: [{ message, ...at(read.line) }] };
    }
    case 'child': {
      const message = `The script starts ${read.program === '$@' ? '"$@"' : read.program} without exec, so the shell keeps the signals.`;
      const findings: [Finding] = [{ message, ...at(read.line) }];
      return init === 'group'
        ? {
            verdict: 'warn',
            reason: `${message} The init signals the whole process group.`,
            findings,
          }
        : { verdict: 'fail', reason: message, findings };
    }
    default: {
      const reason = `Whether the script hands over with exec is not known: ${read.reason}.`;
      return {
        verdict: 'unknown',
        code: 'unparseable',
        reason,
        evidence: [{ message: reason, ...at(1) }],
      };
    }
  }
}
