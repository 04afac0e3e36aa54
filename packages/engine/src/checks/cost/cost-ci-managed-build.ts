import { defineCheck, UnitJudgement } from '../../contract/check';
import { observed } from '../../contract/fact';
import { Finding, Judgement } from '../../contract/verdict';
import { pipelines } from '../../facts/ci/pipelines';
import { findCircleBuild } from '../../facts/delivery/findCircleBuild';
import { buildsFile } from '../../facts/delivery/findScheduledRebuild';
import {
  BuildJob,
  groupByJob,
  hiddenSteps,
  judgeHidden,
  nameOf,
  placeOf,
} from '../../facts/delivery/imageBuildJobs';
import { RunnerPolicy, runnerPolicy } from '../../facts/delivery/runnerPolicy';
import { imageUnits } from '../../facts/image/imageUnits';
import { repositoryTree } from '../../facts/repository/repositoryTree';

/** A managed build service builds the image. */
export const costCiManagedBuild = defineCheck({
  id: 'cost-ci-managed-build',
  needs: {
    units: observed(imageUnits),
    ci: pipelines,
    policy: runnerPolicy,
    tree: repositoryTree,
  },
  absentReason: 'The repository builds no image.',
  judge: ({ units, ci, policy, tree }) => {
    const jobs = groupByJob(ci.builds).map((job): UnitJudgement => ({
      unit: nameOf(job),
      judgement: judgeRunner(job, policy),
    }));
    const files = units.status === 'present' ? units.value.map(({ path }) => path) : [];
    const hidden = hiddenSteps(ci);
    const circle = findCircleBuild(ci, tree);
    const unbuilt = [...new Set(files)]
      .filter(path => !ci.builds.some(build => buildsFile(build, path)))
      .map((path): UnitJudgement => {
        const message = `No pipeline builds the image of ${path}.`;
        if (circle && ci.unread.length === 1) {
          const reason = 'CircleCI builds the image on its own machines.';
          const evidence = [{ message: reason, ...circle }];
          return { unit: path, judgement: { verdict: 'pass', reason, evidence } };
        }
        const judgement: Judgement = hidden
          ? judgeHidden(hidden)
          : { verdict: 'fail', reason: message, findings: [{ message, path }] };
        return { unit: path, judgement };
      });
    if (units.status === 'unavailable' && jobs.length === 0) {
      const { reason, code } = units;
      return [{ unit: 'repository', judgement: { verdict: 'unknown', reason, code } }];
    }
    return [...jobs, ...unbuilt];
  },
});

function judgeRunner({ job, pipeline, builds }: BuildJob, policy: RunnerPolicy): Judgement {
  const { runner } = job;
  const at = (message: string): Finding => ({
    message,
    path: job.path,
    line: runner.line ?? job.line,
  });
  const pass = (reason: string): Judgement => ({ verdict: 'pass', reason, evidence: [at(reason)] });
  const listed = policy.find(runner, 'managed');
  if (listed !== undefined) {
    return pass(`${job.id} runs on ${listed}, which the organisation lists as managed.`);
  }
  const service = builds.every(({ tool }) => tool === 'depot' || tool === 'image-builder');
  if (service || runner.labels.some(label => label.startsWith('depot-'))) {
    return pass(`${job.id} builds the image with a managed service.`);
  }
  if (runner.kind === 'hosted') return pass(`${job.id} runs on a hosted runner.`);
  if (runner.kind.startsWith('codebuild')) return pass(`${job.id} runs on AWS CodeBuild.`);
  if (runner.kind === 'unknown' && pipeline.system !== 'jenkins') {
    const reason = `Where ${job.id} runs is not known: ${runner.reason ?? 'nothing names its runner'}.`;
    const evidence = [{ message: reason, ...placeOf(builds[0]) }];
    return { verdict: 'unknown', code: 'unresolved-variable', reason, evidence };
  }
  const where = pipeline.system === 'jenkins' ? 'a Jenkins server' : 'self-managed runners';
  const labels = runner.labels.length > 0 ? ` (${runner.labels.join(', ').slice(0, 100)})` : '';
  const message = `${job.id} builds the image on ${where}${labels}; list labels of managed runners in runners.managed.`;
  return { verdict: 'warn', reason: message, findings: [at(message)] };
}
