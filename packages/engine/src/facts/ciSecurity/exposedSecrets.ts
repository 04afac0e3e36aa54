import { Finding } from '../../contract/verdict';
import { CiModel, Pipeline, PipelineStep } from '../ci/model/pipeline';
import { isSecretName } from '../repository/secretNames';
import { ShellToken, tokenizeShell } from '../script/shellTokens';

/** Files that are no part of a build context. */
const outside =
  /^(~|\/|\$\{?HOME\b|\$\{?(GITHUB|RUNNER|CI|DOCKER)_\w+|\$\{\{\s*(runner|github)\.|&)/;

/** Steps that print a secret, or write it where the image build sees it. */
export function findExposedSecrets(model: CiModel, pipeline: Pipeline): Finding[] {
  return pipeline.jobs.flatMap(job => {
    const builds = model.builds.some(
      build => build.pipeline === pipeline && build.job.id === job.id,
    );
    return job.steps.flatMap(step => {
      const what = step.run === undefined ? undefined : readExposure(step, pipeline, builds);
      return what === undefined
        ? []
        : [{ message: `${job.id}: ${what}`, path: step.path, line: step.line }];
    });
  });
}

function readExposure(step: PipelineStep, pipeline: Pipeline, builds: boolean): string | undefined {
  const run = step.run!;
  const hasSecretEnv =
    [...step.env.values()].some(value => /\bsecrets\./.test(value)) ||
    (pipeline.system === 'codebuild' &&
      /^[ \t]*(secrets-manager|parameter-store)\s*:/m.test(pipeline.text));
  // A step of GitHub gets secrets by its environment or by an expression; most steps have neither.
  if (pipeline.system === 'github' && !hasSecretEnv && !run.includes('secrets.')) return undefined;
  const isSecret = secretTest(step, pipeline);
  const commands = simpleCommands(run);
  for (const [index, command] of commands.entries()) {
    const { name, words, piped, target } = command;
    const holds = words.some(isSecret) || (name === 'cat' && command.heredoc && isSecret(run));
    if (
      holds &&
      /^(echo|printf|cat|print)$/.test(name) &&
      !words.some(w => w.includes('add-mask'))
    ) {
      if (target === undefined && !piped) return 'a command prints a secret.';
      if (target !== undefined && builds && !outside.test(placeOf(target, step))) {
        return `a secret is written to ${target.slice(0, 60)}, which is part of the build context.`;
      }
    }
    if (!hasSecretEnv) continue;
    if (/^(env|printenv)$/.test(name) && words.length === 1 && isShown(commands, index)) {
      return `${name} prints the environment, and with it a secret.`;
    }
    if (piped || target !== undefined) continue;
    if (name === 'set' && /^-[a-z]*x/.test(words[1] ?? '')) {
      return 'set -x prints every command, and with it a secret of the environment.';
    }
  }
  return undefined;
}

/** A path that begins with a variable of the step, with its text put in. */
function placeOf(target: string, { env }: PipelineStep): string {
  return target.replace(/^\$\{?([A-Za-z_]\w*)\}?/, (whole, name: string) => env.get(name) ?? whole);
}

/** Whether the whole output of a command ends in the log: at once, or through commands that only put it in order. */
function isShown(commands: readonly SimpleCommand[], index: number): boolean {
  const { piped, target } = commands[index]!;
  if (target !== undefined) return false;
  if (!piped) return true;
  const next = commands[index + 1];
  return (
    next !== undefined &&
    /^(sort|cat|tac|nl|uniq|column|less|more)$/.test(next.name) &&
    isShown(commands, index + 1)
  );
}

/** Whether a text holds a secret: of the expression, or by a variable that got one. */
function secretTest(step: PipelineStep, pipeline: Pipeline): (text: string) => boolean {
  const github = pipeline.system === 'github';
  return text => {
    if (/\$\{\{(?:(?!\$\{\{)[^}])*\bsecrets\.(?!GITHUB_TOKEN\b\s*\}\}\s*$)/.test(text)) return true;
    const names = [...text.matchAll(/\$\{?([A-Za-z_]\w*)\}?/g)]
      .slice(0, 50)
      .map(match => match[1]!);
    return names.some(name => {
      const value = step.env.get(name);
      if (github) return value !== undefined && /\bsecrets\./.test(value);
      return isSecretName(name) && (value === undefined || value.includes('$'));
    });
  };
}

interface SimpleCommand {
  readonly name: string;
  readonly words: readonly string[];
  readonly piped: boolean;
  /** File that its output goes to. */
  readonly target?: string;
  readonly heredoc: boolean;
}

function simpleCommands(text: string): SimpleCommand[] {
  const commands: SimpleCommand[] = [];
  let words: string[] = [];
  let target: string | undefined;
  let heredoc = false;
  let redirects: 'out' | 'other' | undefined;
  const finish = (operator: ShellToken | undefined) => {
    const next = operator?.type === 'operator' ? operator.text : '';
    if (words.length > 0) {
      commands.push({
        name: words[0]!,
        words,
        piped: next.startsWith('|') && next !== '||',
        target,
        heredoc,
      });
    }
    words = [];
    target = undefined;
    heredoc = false;
  };
  for (const token of tokenizeShell(text)) {
    if (token.type === 'operator') {
      if (/[<>]/.test(token.text)) {
        redirects = /^1?>{1,2}\|?$|^&>/.test(token.text) ? 'out' : 'other';
        heredoc ||= token.text.startsWith('<<');
      } else finish(token);
    } else if (redirects !== undefined) {
      if (redirects === 'out') target = token.text;
      redirects = undefined;
    } else words.push(token.text);
  }
  finish(undefined);
  return joinTee(commands);
}

/** `echo x | tee file` writes as `>` does. */
function joinTee(commands: readonly SimpleCommand[]): SimpleCommand[] {
  return commands.map((command, index) => {
    const next = commands[index + 1];
    const file =
      command.piped && next?.name === 'tee'
        ? next.words.find((w, i) => i > 0 && !w.startsWith('-'))
        : undefined;
    return file === undefined ? command : { ...command, target: file };
  });
}
