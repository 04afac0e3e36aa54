import { CiSystem, Pipeline, PipelineJob, StepPlace } from './model/pipeline';

/** Catalogue definition `before-relation`. Needs of a pipeline are followed once for each job. */
export function createBefore(): (a: StepPlace, b: StepPlace) => boolean {
  const reached = new Map<Pipeline, Map<string, ReadonlySet<string>>>();
  const waitsFor = (pipeline: Pipeline, job: PipelineJob): ReadonlySet<string> => {
    const known = reached.get(pipeline) ?? new Map<string, ReadonlySet<string>>();
    reached.set(pipeline, known);
    const found = known.get(job.id) ?? followNeeds(pipeline, job);
    known.set(job.id, found);
    return found;
  };
  return (a, b) => {
    if (a.pipeline !== b.pipeline) {
      return startsOther(a.pipeline, b.pipeline);
    }
    if (a.job === b.job || a.job.id === b.job.id) {
      return (
        a.step.index < b.step.index ||
        (a.step.index === b.step.index && (a.command ?? 0) < (b.command ?? 0))
      );
    }
    return waitsFor(b.pipeline, b.job).has(a.job.id) || hasEarlierStage(a, b);
  };
}

function followNeeds(pipeline: Pipeline, job: PipelineJob): ReadonlySet<string> {
  const byId = new Map(pipeline.jobs.map(other => [other.id, other]));
  const seen = new Set<string>();
  const waiting = [...job.needs];
  while (waiting.length > 0) {
    const id = waiting.pop()!;
    if (!seen.has(id)) {
      seen.add(id);
      waiting.push(...(byId.get(id)?.needs ?? []));
    }
  }
  return seen;
}

const staged: ReadonlySet<CiSystem> = new Set(['codepipeline', 'jenkins']);

/** Jobs stand in the order of their stages; those of GitLab are among the needs, where a job does not name its own. */
function hasEarlierStage(a: StepPlace, b: StepPlace): boolean {
  const { pipeline } = a;
  if (!staged.has(pipeline.system) || a.job.stage === undefined || b.job.stage === undefined) {
    return false;
  }
  const stages = pipeline.stages ?? [...new Set(pipeline.jobs.flatMap(({ stage }) => stage ?? []))];
  return stages.indexOf(a.job.stage) < stages.indexOf(b.job.stage);
}

/** `workflow_run` names the workflow that starts it. */
function startsOther(a: Pipeline, b: Pipeline): boolean {
  return (
    a.name !== undefined &&
    b.triggers.some(
      trigger => trigger.kind === 'workflow-run' && trigger.startedBy?.includes(a.name!),
    )
  );
}
