import { defineCheck } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { AttestationState } from '../../facts/attestation/attestation';
import { attestations } from '../../facts/attestation/attestations';
import { pipelines } from '../../facts/ci/pipelines';
import { describeAgent } from '../../facts/delivery/describeAgent';
import { BuildJob, eachBuildJob, groupByJob } from '../../facts/delivery/imageBuildJobs';
import { RunnerPolicy, runnerPolicy } from '../../facts/delivery/runnerPolicy';

const id = 'sus-ci-ephemeral-builders';

/** Build servers exist only during the build. */
export const susCiEphemeralBuilders = defineCheck({
  id,
  needs: { ci: pipelines, policy: runnerPolicy, declared: attestations },
  absentReason: 'No pipeline builds an image.',
  judge: ({ ci, policy, declared }) =>
    eachBuildJob(ci, job => judgeBuilder(job, policy, declared.find(id)), groupByJob(ci.builds)),
});

function judgeBuilder(
  { job, pipeline, builds }: BuildJob,
  policy: RunnerPolicy,
  attested: AttestationState,
): Judgement {
  const { runner } = job;
  const line = runner.line ?? job.line;
  const at = (message: string): Finding => ({ message, path: job.path, line });
  const say = (verdict: 'pass' | 'warn' | 'fail', reason: string): Judgement =>
    verdict === 'pass'
      ? { verdict, reason, evidence: [at(reason)] }
      : { verdict, reason, findings: [at(reason)] };
  const persistent = policy.find(runner, 'persistent');
  if (persistent !== undefined) {
    return say('fail', `${job.id} runs on ${persistent}, which is listed as persistent.`);
  }
  const ephemeral = policy.find(runner, 'ephemeral');
  if (ephemeral !== undefined) {
    return say('pass', `${job.id} runs on ${ephemeral}, which is listed as ephemeral.`);
  }
  const life = builds.every(({ tool }) => tool === 'image-builder')
    ? 'ephemeral'
    : describeAgent(pipeline, job);
  if (life === 'ephemeral')
    return say('pass', `The machine of ${job.id} exists only for its build.`);
  if (life === 'reserved') return say('warn', `${job.id} runs on a reserved fleet of CodeBuild.`);
  if (life === 'persistent') return say('fail', `${job.id} takes any agent of its Jenkins server.`);
  if (attested.state === 'valid') {
    return attested.answer === 'yes'
      ? say('warn', `Only an attestation says that the runner of ${job.id} is ephemeral.`)
      : say('fail', `An attestation says that the runner of ${job.id} is kept.`);
  }
  const why = runner.reason === undefined ? 'its labels are not listed' : runner.reason;
  const reason = `Whether the runner of ${job.id} is ephemeral is not known: ${why}; list labels in runners.ephemeral or runners.persistent.`;
  const code = attested.state === 'expired' ? 'attestation-expired' : 'attestation-missing';
  return { verdict: 'unknown', code, reason, evidence: [at(reason)] };
}
