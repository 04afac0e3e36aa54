import { Finding } from '../../contract/verdict';
import { CiCommand, CiModel, Pipeline, PipelineJob, PipelineStep } from '../ci/model/pipeline';

/** A step with where it stands. */
export interface PlacedStep {
  readonly pipeline: Pipeline;
  readonly job: PipelineJob;
  readonly step: PipelineStep;
}

const knownSteps = new WeakMap<CiModel, readonly PlacedStep[]>();

/** Every step of every pipeline. */
export function listSteps(ci: CiModel): readonly PlacedStep[] {
  let steps = knownSteps.get(ci);
  if (!steps) {
    steps = ci.pipelines.flatMap(pipeline =>
      pipeline.jobs.flatMap(job => job.steps.map(step => ({ pipeline, job, step }))),
    );
    knownSteps.set(ci, steps);
  }
  return steps;
}

/** What is found in the action or the commands of each step. */
export function searchSteps(
  ci: CiModel,
  search: {
    /** Sentence about the action, with its name in lower case. */
    readonly action?: (name: string, placed: PlacedStep) => string | undefined;
    readonly command?: (command: CiCommand, placed: PlacedStep) => string | undefined;
  },
): readonly (Finding & { readonly placed: PlacedStep })[] {
  const found: (Finding & { readonly placed: PlacedStep })[] = [];
  for (const placed of listSteps(ci)) {
    const { step } = placed;
    const used = step.uses && search.action?.(step.uses.name.toLowerCase(), placed);
    if (used !== undefined) {
      found.push({ message: used, path: step.path, ...lineOf(step.line), placed });
    }
    if (!search.command) continue;
    for (const command of step.commands) {
      const message = search.command(command, placed);
      if (message === undefined) continue;
      found.push({ message, path: command.path, ...lineOf(command.line), placed });
    }
  }
  return found;
}

/** The finding without its step. */
export function toFinding({ message, path, line }: Finding): Finding {
  return { message, ...(path === undefined ? {} : { path }), ...lineOf(line) };
}

type Words = Pick<CiCommand, 'words'>;

/** The first argument that is no option: the subcommand. */
export function subcommand({ words }: Words): string | undefined {
  return words.find((word, index) => index > 0 && !word.startsWith('-'));
}

/** Value of an option: `--format json` or `--format=json`; the empty text where it stands alone at the end. */
export function optionOf({ words }: Words, ...names: readonly string[]): string | undefined {
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    if (!word.startsWith('-')) continue;
    for (const name of names) {
      if (word === name) return words[index + 1] ?? '';
      if (word.startsWith(name) && word[name.length] === '=') return word.slice(name.length + 1);
    }
  }
  return undefined;
}

function lineOf(line: number | undefined): { line?: number } {
  return line === undefined ? {} : { line };
}
