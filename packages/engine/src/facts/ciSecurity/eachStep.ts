import { CiModel, StepPlace } from '../ci/model/pipeline';

/** Every step of every pipeline that can run at all. */
export function eachStep(model: CiModel): StepPlace[] {
  return model.pipelines.flatMap(pipeline =>
    pipeline.jobs.flatMap(job =>
      job.steps
        .filter(
          step =>
            !isSwitchedOff(step.condition) &&
            !isSwitchedOff(job.condition) &&
            (pipeline.triggers.length === 0 || step.triggers.length > 0),
        )
        .map(step => ({ pipeline, job, step })),
    ),
  );
}

/** `if: false`. */
export function isSwitchedOff(condition: string | undefined): boolean {
  return condition !== undefined && /^(\$\{\{\s*)?false(\s*\}\})?$/.test(condition.trim());
}
