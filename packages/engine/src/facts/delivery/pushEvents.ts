import { CiModel, ImageBuild, Trigger } from '../ci/model/pipeline';
import { placeOf, pushesOf } from './imageBuildJobs';
import { SourceLocation } from '../image/imageConfig';

/** On what the image of a build is pushed, and what is wrong with it. */
export interface PushEvents extends SourceLocation {
  /** A push to a named branch, a tag or a release does it. */
  readonly automated: boolean;
  /** Only a person starts it. */
  readonly byHand: boolean;
  /** Follows "The image is pushed"; `undefined` when it is pushed on released code only. */
  readonly problem?: string;
}

const everyBranch = /^(\*{1,2}|\*\*\/\*)$|^[^!]*(feature|feat|fix|bugfix|dependabot|renovate)\b/i;

/** Reads on which events a build, or the push behind it, runs. */
export function pushEvents(ci: CiModel, build: ImageBuild): PushEvents {
  const pushes = pushesOf(ci, build);
  const triggers =
    build.pushTriggers.length > 0 ? build.pushTriggers : pushes.flatMap(push => push.triggers);
  const kinds = new Set(triggers.map(({ kind }) => kind));
  const automated =
    triggers.some(isRelease) ||
    kinds.has('dispatch') ||
    kinds.has('parent-image') ||
    kinds.has('workflow-run');
  const problem =
    kinds.has('pull-request') || kinds.has('pull-request-target')
      ? 'for pull requests as well'
      : (triggers.some(pushesAnyBranch) && 'from every branch') || undefined;
  const byHand =
    build.job.manual || (kinds.size > 0 && [...kinds].every(kind => kind === 'manual'));
  return { automated: automated && !build.job.manual, byHand, problem, ...placeOf(build) };
}

function isRelease({ kind, branches, tags }: Trigger): boolean {
  if (kind === 'release') return true;
  return (
    kind === 'push' &&
    (branches === undefined || branches.length > 0 || tags === undefined || tags.length > 0)
  );
}

/** A push of tags only has an empty list of branches. */
function pushesAnyBranch({ kind, branches, tags }: Trigger): boolean {
  if (kind !== 'push') return false;
  if (branches === undefined) return tags === undefined || tags.length === 0;
  return branches.some(pattern => everyBranch.test(pattern));
}
