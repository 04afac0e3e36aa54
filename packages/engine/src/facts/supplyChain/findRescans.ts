import { Finding } from '../../contract/verdict';
import { CiModel } from '../ci/model/pipeline';
import { ImageScan } from '../ciSecurity/readImageScan';
import { builtNames, isOf } from '../ciSecurity/scanGate';
import { repositoryOf } from '../ciSecurity/unwrapCommand';
import { isWeekly } from './isWeekly';

/** Scheduled scans of the image that was pushed. @public */
export interface Rescans {
  /** At least weekly. */
  readonly weekly: readonly Finding[];
  /** Scheduled, and the repository does not say how often. */
  readonly sometimes: readonly Finding[];
}

/** The scans that a schedule starts. @public */
export function findRescans(ci: CiModel, scans: readonly ImageScan[]): Rescans {
  const names = [
    ...builtNames(ci.builds),
    ...ci.pushes.flatMap(({ tags }) => tags.map(repositoryOf)),
  ].filter(name => name !== '');
  const scheduled = scans.flatMap(({ image, use: { place, finding } }) => {
    if (!isOf(image, names, new Set())) return [];
    if (!place || buildsOnlyLocally(ci, place.job.id, place.pipeline.path)) return [];
    const schedules = place.step.triggers.filter(({ kind }) => kind === 'schedule').map(isWeekly);
    const message = 'A scheduled job scans the image.';
    return [{ schedules, finding: { ...finding, message } }];
  });
  const having = (answer: boolean | undefined) =>
    scheduled.filter(({ schedules }) => schedules.includes(answer)).map(({ finding }) => finding);
  return { weekly: having(true), sometimes: having(undefined) };
}

/** An image that the job builds and does not push is not the one that runs. */
function buildsOnlyLocally(ci: CiModel, job: string, path: string): boolean {
  return ci.builds.some(
    build =>
      build.job.id === job && build.pipeline.path === path && build.pushTriggers.length === 0,
  );
}
