import { Finding } from '../../contract/verdict';
import { CiCommand, CiModel, Pipeline, PipelineJob, PipelineStep } from '../ci/model/pipeline';

/** A step with where it stands. */
export interface PlacedStep {
  readonly pipeline: Pipeline;
  readonly job: PipelineJob;
  readonly step: PipelineStep;
}

/** Every step of every pipeline. */
export function listSteps(ci: CiModel): readonly PlacedStep[] {
  return ci.pipelines.flatMap(pipeline =>
    pipeline.jobs.flatMap(job => job.steps.map(step => ({ pipeline, job, step }))),
  );
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
  return listSteps(ci).flatMap(placed => {
    const { step } = placed;
    const name = step.uses?.name.toLowerCase();
    const used = name === undefined ? undefined : search.action?.(name, placed);
    const fromAction =
      used === undefined ? [] : [{ message: used, path: step.path, ...lineOf(step.line), placed }];
    const fromCommands = step.commands.flatMap(command => {
      const message = search.command?.(command, placed);
      return message === undefined
        ? []
        : [{ message, path: command.path, ...lineOf(command.line), placed }];
    });
    return [...fromAction, ...fromCommands];
  });
}

/** The finding without its step. */
export function toFinding({ message, path, line }: Finding): Finding {
  return { message, ...(path === undefined ? {} : { path }), ...lineOf(line) };
}

/** The first argument that is no option: the subcommand. */
export function subcommand({ words }: CiCommand): string | undefined {
  return words.slice(1).find(word => !word.startsWith('-'));
}

/** Value of an option: `--format json` or `--format=json`; the empty text where it stands alone at the end. */
export function optionOf({ words }: CiCommand, ...names: readonly string[]): string | undefined {
  for (const [index, word] of words.entries()) {
    const name = names.find(candidate => word === candidate || word.startsWith(`${candidate}=`));
    if (name !== undefined)
      return word === name ? (words[index + 1] ?? '') : word.slice(name.length + 1);
  }
  return undefined;
}

function lineOf(line: number | undefined): { line?: number } {
  return line === undefined ? {} : { line };
}
