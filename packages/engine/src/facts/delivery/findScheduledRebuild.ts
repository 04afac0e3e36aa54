import { CiModel, ImageBuild } from '../ci/model/pipeline';
import { SourceLocation } from '../image/imageConfig';
import { cronPeriod } from './cronPeriod';
import { placeOf } from './imageBuildJobs';

/** Whether a build may be the one of a Dockerfile. */
export function buildsFile(build: ImageBuild, path: string): boolean {
  return !build.file?.resolved || build.file.value === undefined || build.file.value === path;
}

/**
 * A build of the Dockerfile that runs on a schedule at least every so many days and reads the parent anew: it is told
 * to, or its machine has no older copy.
 */
export function findScheduledRebuild(
  ci: CiModel,
  path: string,
  days: number,
): SourceLocation | undefined {
  const build = ci.builds.find(
    one =>
      buildsFile(one, path) &&
      (one.pull || one.job.runner.kind === 'hosted' || one.job.runner.kind === 'codebuild') &&
      runsEvery(one, days),
  );
  return build && placeOf(build);
}

/** Whether a schedule starts the build often enough. A schedule kept elsewhere is not counted. */
export function runsEvery({ step }: ImageBuild, days: number): boolean {
  return step.triggers.some(({ kind, cron }) => {
    const period = kind === 'schedule' && cron !== undefined ? cronPeriod(cron) : undefined;
    return period !== undefined && period <= days;
  });
}
