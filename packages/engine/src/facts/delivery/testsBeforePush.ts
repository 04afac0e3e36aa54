import { CiModel, ImagePush, Trigger } from '../ci/model/pipeline';
import { ImageUnit } from '../image/imageUnit';
import { buildsFile } from './findScheduledRebuild';
import { findStageTest, FoundTest } from './findTests';
import { BuildJob, pushesOf } from './imageBuildJobs';

/** A test that a Dockerfile of the job runs in a stage the shipped image needs; all its images must have one. */
export function stageTestOf(job: BuildJob, units: readonly ImageUnit[]) {
  const own = units.filter(({ path }) => job.builds.some(build => buildsFile(build, path)));
  const found = own.map(({ dockerfile, path }) => {
    const test = dockerfile.status === 'present' ? findStageTest(dockerfile.value) : undefined;
    return test && { ...test, path };
  });
  return found.length > 0 && found.every(test => test?.reading === 'tests')
    ? found[0]
    : found.find(test => test?.reading === 'skipped');
}

/** What the tests of a pipeline mean for the pushes of a job: the best test, and what is wrong with it. */
export interface TestBeforePush {
  readonly test?: FoundTest;
  /** Follows the name of the test. */
  readonly problem?: string;
}

/**
 * Whether each push of a job waits for a gating test that runs on the same events. Without any push, a gating test in
 * the same pipeline suffices: nothing can leave it untested.
 */
export function findUngatedPush(
  job: BuildJob,
  ci: CiModel,
  tests: readonly FoundTest[],
): TestBeforePush {
  const pushes = job.builds.flatMap(build => pushesOf(ci, build));
  const running = tests.filter(({ reading }) => reading === 'tests');
  if (pushes.length === 0) {
    const own = running.filter(({ pipeline }) => pipeline === job.pipeline);
    const test = own.find(({ gating }) => gating);
    if (test) return { test };
  }
  const guards = (push: ImagePush) => running.find(test => guardsPush(test, push, ci));
  const guarding = pushes.map(guards);
  if (pushes.length > 0 && guarding.every(test => test !== undefined)) {
    return { test: guarding[0] };
  }
  const open = pushes[guarding.indexOf(undefined)];
  const before = open && running.find(test => ci.isBefore(test, open));
  if (before && !before.gating)
    return { test: before, problem: 'may fail without stopping the push' };
  if (before && open && runsDespiteFailure(open, before)) {
    return { test: before, problem: 'may fail without stopping the push, which runs always' };
  }
  if (before) return { test: before, problem: 'does not run on every event that pushes the image' };
  const other = running.find(({ gating }) => gating) ?? running[0];
  if (other) return { test: other, problem: 'does not run before the image is pushed' };
  const [skipped] = tests;
  return skipped ? { test: skipped, problem: 'is told to skip its tests' } : {};
}

/** Runs although something before it failed. */
const despiteFailure = /\b(always|failure)\(\)|!\s*cancelled\(\)/;

function runsDespiteFailure({ job, step }: ImagePush, test: FoundTest): boolean {
  const conditions = [step.condition ?? '', ...(job === test.job ? [] : [job.condition ?? ''])];
  return conditions.some(text => despiteFailure.test(text) && !/\bsuccess\b/.test(text));
}

function guardsPush(test: FoundTest, push: ImagePush, ci: CiModel): boolean {
  return (
    test.gating &&
    !runsDespiteFailure(push, test) &&
    ci.isBefore(test, push) &&
    coversTriggers(test.step.triggers, push.triggers)
  );
}

/** Whether what starts the push starts the test as well. */
export function coversTriggers(test: readonly Trigger[], push: readonly Trigger[]): boolean {
  return push.every(({ kind }) => test.some(trigger => trigger.kind === kind)) || test.length === 0;
}
