import { UnitJudgement } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { EntitySettings } from '../repository/entitySettings';
import { eachImage } from './eachImage';
import { ImageStart } from './imageStart';
import { ImageUnit } from './imageUnit';

/**
 * Judges what starts in each container (or image). Not for functions and images that are not deployed; a descriptor
 * that nobody has read may replace the command, so then nothing is known.
 *
 * @public
 */
export function eachStart(
  given: {
    /** None where the images are built elsewhere. */
    readonly units: readonly ImageUnit[] | undefined;
    readonly starts: readonly ImageStart[];
    readonly settings: EntitySettings;
  },
  judge: (start: ImageStart) => Judgement,
  types: readonly string[] = ['service', 'worker', 'job'],
): UnitJudgement[] {
  const { workloadType } = given.settings;
  const runs = types.includes(workloadType);
  const unparsed = eachImage(
    (given.units ?? []).filter(unit => unit.dockerfile.status !== 'present'),
    () => ({ verdict: 'not-applicable', reason: '' }),
  );
  const judged = given.starts.map(start => ({
    unit: start.unit,
    judgement: runs
      ? judgeStart(start, judge)
      : {
          verdict: 'not-applicable' as const,
          reason: `The workload type ${workloadType} starts no process of its own.`,
        },
  }));
  return [...unparsed, ...judged];
}

function judgeStart(start: ImageStart, judge: (start: ImageStart) => Judgement): Judgement {
  if (start.windows) {
    return { verdict: 'not-applicable', reason: 'A Windows image: the check is about Linux.' };
  }
  if (start.unreadDescriptor !== undefined) {
    const reason = `A deploy descriptor may replace the start command: ${start.unreadDescriptor}`;
    return {
      verdict: 'unknown',
      code: 'unparseable',
      reason,
      evidence: [{ message: reason, ...start.location }],
    };
  }
  return judge(start);
}
