import { ImageBuild } from '../ci/model/pipeline';
import { CloudModel } from '../cloud/cloudResource';
import { SourceLocation } from '../image/imageConfig';
import { cronPeriod } from './cronPeriod';
import { runsEvery } from './findScheduledRebuild';
import { isStartedElsewhere, placeOf } from './imageBuildJobs';

/** What starts a rebuild by itself, with the sentence that says so. */
export interface RebuildTrigger extends SourceLocation {
  readonly reason: string;
}

/** A schedule or an event of the parent that builds and pushes the image anew. */
export function findRebuildTrigger(
  builds: readonly ImageBuild[],
  resources: CloudModel,
  days: number,
): RebuildTrigger | undefined {
  for (const build of builds) {
    const kinds = build.step.triggers.map(({ kind }) => kind);
    const { id } = build.job;
    if (build.tool === 'image-builder') {
      return { reason: `${id} starts a pipeline of EC2 Image Builder.`, ...placeOf(build) };
    }
    if (runsEvery(build, days)) {
      return {
        reason: `A schedule rebuilds the image at least every ${days} days.`,
        ...placeOf(build),
      };
    }
    if (kinds.includes('parent-image') || kinds.includes('dispatch')) {
      const what = kinds.includes('dispatch') ? 'an event of another repository' : 'a new parent';
      return { reason: `${id} is started by ${what}.`, ...placeOf(build) };
    }
  }
  const inAws = builds.some(({ pipeline }) => /^code(build|pipeline)$/.test(pipeline.system));
  return (inAws ? findRule(resources, days) : undefined) ?? findPipeline(resources);
}

/** A rule of EventBridge that starts CodeBuild or CodePipeline. */
function findRule(resources: CloudModel, days: number): RebuildTrigger | undefined {
  for (const type of ['AWS::Events::Rule', 'AWS::Scheduler::Schedule']) {
    for (const rule of resources.ofType(type)) {
      const schedule = rule.get('ScheduleExpression');
      const pattern = rule.get('EventPattern');
      const text = schedule.resolved && typeof schedule.value === 'string' ? schedule.value : '';
      const period = text === '' ? undefined : cronPeriod(text);
      const onPush = pattern.resolved && /"aws\.ecr"/.test(JSON.stringify(pattern.value ?? ''));
      if (onPush || (period !== undefined && period <= days)) {
        const reason = onPush
          ? `${rule.name} starts the build when a parent is pushed to ECR.`
          : `${rule.name} starts the build at least every ${days} days.`;
        return { reason, path: rule.path, line: rule.line };
      }
    }
  }
  return undefined;
}

function findPipeline(resources: CloudModel): RebuildTrigger | undefined {
  const [pipeline] = resources.ofType('AWS::ImageBuilder::ImagePipeline');
  return (
    pipeline && {
      reason: `${pipeline.name} of EC2 Image Builder builds the image.`,
      path: pipeline.path,
      line: pipeline.line,
    }
  );
}

/** A build that a schedule kept outside of the repository may start. */
export function waitsForSchedule(builds: readonly ImageBuild[]): ImageBuild | undefined {
  return builds.find(build => isStartedElsewhere(build) || namesSchedule(build));
}

function namesSchedule({ pipeline, step }: ImageBuild): boolean {
  return (
    step.triggers.some(({ kind, cron }) => kind === 'schedule' && cron === undefined) &&
    (pipeline.system !== 'gitlab' || /\bschedules?\b/.test(pipeline.text))
  );
}
