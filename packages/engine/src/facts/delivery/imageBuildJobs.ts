import { UnitJudgement } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import {
  CiModel,
  ImageBuild,
  ImagePush,
  PipelineJob,
  Pipeline,
  StepPlace,
} from '../ci/model/pipeline';
import { SourceLocation } from '../image/imageConfig';

/** The image builds of one job. */
export interface BuildJob {
  readonly pipeline: Pipeline;
  readonly job: PipelineJob;
  readonly builds: readonly [ImageBuild, ...ImageBuild[]];
}

/** Why what the pipelines do is not known whole. */
export interface Unreadable extends SourceLocation {
  readonly reason: string;
  readonly code: 'unparseable' | 'no-source-configured';
}

/** What finding the pushes of a build needs; a pipeline can hold thousands of builds and pushes. */
interface PushIndex {
  readonly found: Map<ImageBuild, readonly ImagePush[]>;
  readonly byPlace: ReadonlyMap<string, readonly ImagePush[]>;
  readonly byJob: ReadonlyMap<string, readonly ImagePush[]>;
  readonly buildsOf: ReadonlyMap<PipelineJob, readonly ImageBuild[]>;
}

const indices = new WeakMap<CiModel, PushIndex>();

const jobKey = ({ pipeline, job }: StepPlace): string => JSON.stringify([pipeline.path, job.id]);
const placeKey = ({ job, step, command }: StepPlace, path: string): string =>
  JSON.stringify([path, job.id, step.index, command]);

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function indexOf(ci: CiModel): PushIndex {
  const known = indices.get(ci) ?? {
    found: new Map(),
    byPlace: groupBy(ci.pushes, push => placeKey(push, push.pipeline.path)),
    byJob: groupBy(ci.pushes, jobKey),
    buildsOf: groupBy(ci.builds, ({ job }) => job),
  };
  indices.set(ci, known);
  return known;
}

/** The pushes that put the image of a build into a registry, the build itself included. */
export function pushesOf(ci: CiModel, build: ImageBuild): readonly ImagePush[] {
  const index = indexOf(ci);
  const found = index.found.get(build) ?? findPushes(ci, build, index);
  index.found.set(build, found);
  return found;
}

function findPushes(ci: CiModel, build: ImageBuild, index: PushIndex): readonly ImagePush[] {
  const { path } = build.pipeline;
  const places = build.pushedBy ? [build, build.pushedBy] : [build];
  const keys = new Set(places.map(place => placeKey(place, path)));
  // Renamed in between, or named by variables: the only build of the job is meant.
  const alone = index.buildsOf.get(build.job)?.filter(one => one.pipeline === build.pipeline);
  if (build.pushTriggers.length > 0 || alone?.length !== 1) {
    return [...keys].flatMap(key => index.byPlace.get(key) ?? []);
  }
  const elsewhere = [...keys]
    .flatMap(key => index.byPlace.get(key) ?? [])
    .filter(push => push.job.id !== build.job.id);
  const own = (index.byJob.get(jobKey(build)) ?? []).filter(
    push => keys.has(placeKey(push, path)) || ci.isBefore(build, push),
  );
  return [...own, ...elsewhere];
}

/** Whether the image of a build reaches a registry. */
export function ships(ci: CiModel, build: ImageBuild): boolean {
  return build.pushTriggers.length > 0 || pushesOf(ci, build).length > 0;
}

/**
 * Jobs that build what ships; where nothing is pushed, every job that builds an image. A build for a test beside one
 * that ships is no image of the service.
 *
 * @public
 */
export function imageBuildJobs(ci: CiModel): BuildJob[] {
  const shipped = ci.builds.filter(build => ships(ci, build));
  return groupByJob(shipped.length > 0 ? shipped : ci.builds);
}

/** Builds by the job they stand in. */
export function groupByJob(builds: readonly ImageBuild[]): BuildJob[] {
  const jobs = new Map<string, ImageBuild[]>();
  for (const build of builds) {
    const key = `${build.pipeline.path}\n${build.pipeline.line ?? ''}\n${build.job.id}`;
    jobs.set(key, [...(jobs.get(key) ?? []), build]);
  }
  return [...jobs.values()].map(own => ({
    pipeline: own[0]!.pipeline,
    job: own[0]!.job,
    builds: own as [ImageBuild, ...ImageBuild[]],
  }));
}

/** What of the pipelines is not known: a file that is not understood, a pipeline elsewhere. */
export function unreadPipelines(ci: CiModel): Unreadable | undefined {
  const [unread] = ci.unread;
  if (unread) return { path: unread.path, reason: endSentence(unread.reason), code: 'unparseable' };
  return ci.elsewhere
    ? {
        path: '',
        reason: 'The pipeline lives outside of this repository and is not read.',
        code: 'no-source-configured',
      }
    : undefined;
}

/** A template or reusable workflow of another repository that a pipeline calls. */
export function externalTemplate(pipelines: readonly Pipeline[]): Unreadable | undefined {
  for (const pipeline of pipelines) {
    const parts = [
      ...pipeline.opaque.map(part => ({ ...part, path: pipeline.path })),
      ...pipeline.jobs.flatMap(job => job.opaque.map(part => ({ ...part, path: job.path }))),
    ];
    const [part] = parts;
    if (part) {
      const { path, line, reason } = part;
      return { path, line, reason: endSentence(reason), code: 'unparseable' };
    }
  }
  return undefined;
}

/** Everything that may hide a step: unread files, pipelines elsewhere, external templates. */
export function hiddenSteps(ci: CiModel): Unreadable | undefined {
  return unreadPipelines(ci) ?? externalTemplate(ci.pipelines);
}

/** The verdict where only something hidden could say more. */
export function judgeHidden({ reason, code, path, line }: Unreadable): Judgement {
  const evidence = path === '' ? [] : [{ message: reason, path, line }];
  return { verdict: 'unknown', code, reason, evidence };
}

/**
 * Judges every image build job. Without any, something that cannot be read is `unknown`, and nothing at all is left to
 * `absentReason`.
 *
 * @public
 */
export function eachBuildJob(
  ci: CiModel,
  judge: (job: BuildJob) => Judgement,
  jobs: readonly BuildJob[] = imageBuildJobs(ci),
): UnitJudgement[] {
  const hidden = hiddenSteps(ci);
  if (jobs.length === 0) {
    return hidden ? [{ unit: 'repository', judgement: judgeHidden(hidden) }] : [];
  }
  return [...jobs.map(job => ({ unit: nameOf(job), judgement: judge(job) })), ...unreadFiles(ci)];
}

/** Files of pipelines that are not understood may build an image as well. */
export function unreadFiles(ci: CiModel): UnitJudgement[] {
  return ci.unread.map(({ path, reason }) => ({
    unit: path,
    judgement: judgeHidden({ path, reason: endSentence(reason), code: 'unparseable' }),
  }));
}

/** The name of a job for people. */
export function nameOf({ pipeline, job }: Pick<BuildJob, 'pipeline' | 'job'>): string {
  return `${pipeline.path} ${job.id}`;
}

/** Whether what starts a build is set outside of the repository: a buildspec alone does not say. */
export function isStartedElsewhere({ step }: ImageBuild): boolean {
  return step.triggers.every(({ kind }) => kind === 'other');
}

/** Where a build stands. */
export function placeOf({ step, command }: ImageBuild): SourceLocation {
  const line = command === undefined ? undefined : step.commands[command]?.line;
  const path = command === undefined ? undefined : step.commands[command]?.path;
  return { path: path ?? step.path, line: line ?? step.line };
}

function endSentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  // A path keeps its letters.
  const start = /^[\w-]+[./]/.test(text) ? text : begun;
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
