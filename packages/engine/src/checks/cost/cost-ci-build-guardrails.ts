import { defineCheck } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { pipelines } from '../../facts/ci/pipelines';
import { cloud } from '../../facts/cloud/cloud';
import { codebuildGuardrails } from '../../facts/delivery/codebuildProjects';
import { BuildJob, eachBuildJob } from '../../facts/delivery/imageBuildJobs';

const longest = 60;

/** Builds are bounded and superseded builds are cancelled. */
export const costCiBuildGuardrails = defineCheck({
  id: 'cost-ci-build-guardrails',
  needs: { ci: pipelines, resources: cloud },
  absentReason: 'No pipeline builds an image.',
  judge: ({ ci, resources }) =>
    eachBuildJob(ci, job =>
      ['codebuild', 'codepipeline'].includes(job.pipeline.system)
        ? codebuildGuardrails(resources, job, longest)
        : judgeJob(job),
    ),
});

function judgeJob({ job, pipeline }: BuildJob): Judgement {
  const { timeoutMinutes: timeout, triggers, cancelsInProgress } = job;
  const at = (message: string): Finding => ({ message, path: job.path, line: job.line });
  const cancels = cancelsInProgress || triggers.some(({ filtersPaths }) => filtersPaths);
  if (timeout && !timeout.resolved) {
    const reason = `The timeout of ${job.id} is not known: ${timeout.reason}.`;
    return { verdict: 'unknown', code: 'unresolved-variable', reason, evidence: [at(reason)] };
  }
  const minutes = timeout?.value;
  // The limit of 60 minutes is GitHub's, whose own default is six hours.
  const bounded = minutes !== undefined && (pipeline.system === 'gitlab' || minutes <= longest);
  const missing: Finding[] = [];
  if (!bounded) {
    missing.push(
      at(
        minutes === undefined
          ? `${job.id} has no timeout.`
          : `The timeout of ${job.id} is ${minutes} minutes, more than ${longest}.`,
      ),
    );
  }
  if (!cancels) {
    missing.push(at(`${job.id} neither cancels superseded runs nor looks at changed paths.`));
  }
  const [first, ...others] = missing;
  if (!first) {
    const reason = `${job.id} ends after ${minutes} minutes and saves builds that nobody needs.`;
    return { verdict: 'pass', reason, evidence: [at(reason)] };
  }
  const verdict = others.length === 0 ? 'warn' : 'fail';
  return { verdict, reason: first.message, findings: [first, ...others] };
}
