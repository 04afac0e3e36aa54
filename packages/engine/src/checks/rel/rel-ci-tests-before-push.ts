import { defineCheck } from '../../contract/check';
import { optional } from '../../contract/fact';
import { Judgement } from '../../contract/verdict';
import { CiModel } from '../../facts/ci/model/pipeline';
import { pipelines } from '../../facts/ci/pipelines';
import { findTests } from '../../facts/delivery/findTests';
import {
  BuildJob,
  eachBuildJob,
  hiddenSteps,
  judgeHidden,
} from '../../facts/delivery/imageBuildJobs';
import { findUngatedPush, stageTestOf } from '../../facts/delivery/testsBeforePush';
import { ImageUnit } from '../../facts/image/imageUnit';
import { imageUnits } from '../../facts/image/imageUnits';
import { entitySettings } from '../../facts/repository/entitySettings';

/** Tests run before the image is pushed. */
export const relCiTestsBeforePush = defineCheck({
  id: 'rel-ci-tests-before-push',
  needs: { ci: pipelines, units: optional(imageUnits), settings: entitySettings },
  absentReason: 'No pipeline builds an image.',
  judge: ({ ci, units, settings }) => {
    if (settings.workloadType === 'base-image') {
      const reason = 'A base image is tested as a container; see rel-ci-container-tests.';
      return [{ unit: 'repository', judgement: { verdict: 'not-applicable', reason } }];
    }
    return eachBuildJob(ci, job => judgeJob(job, ci, units ?? []));
  },
});

function judgeJob(job: BuildJob, ci: CiModel, units: readonly ImageUnit[]): Judgement {
  const tests = findTests(ci);
  const inStage = stageTestOf(job, units);
  if (inStage?.reading === 'tests') {
    const reason = `The build itself runs ${inStage.text}, so that an image cannot exist without it.`;
    return { verdict: 'pass', reason, evidence: [{ message: reason, ...inStage }] };
  }
  const { test, problem } = findUngatedPush(job, ci, tests);
  if (test && problem === undefined) {
    const reason = `${test.text} runs before the push and stops it when it fails.`;
    return { verdict: 'pass', reason, evidence: [{ message: reason, ...test.location }] };
  }
  if (test) {
    const message = `${test.text} ${problem}.`;
    return { verdict: 'warn', reason: message, findings: [{ message, ...test.location }] };
  }
  if (inStage) {
    const message = `The build is told to skip its tests: ${inStage.text}.`;
    return { verdict: 'warn', reason: message, findings: [{ message, ...inStage }] };
  }
  const hidden = hiddenSteps(ci);
  if (hidden) return judgeHidden(hidden);
  const { path, line } = job.job;
  const message = 'No pipeline runs a test before the image is pushed.';
  return { verdict: 'fail', reason: message, findings: [{ message, path, line }] };
}
