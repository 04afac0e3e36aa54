import { defineCheck, UnitJudgement } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { Pipeline } from '../../facts/ci/model/pipeline';
import { pipelines } from '../../facts/ci/pipelines';
import {
  findInjections,
  findOwnRunners,
  findPrivilegedCheckouts,
  findReachablePushes,
} from '../../facts/ciSecurity/untrustedCode';

/** Untrusted contributions cannot reach pipeline privileges. */
export const secCiUntrustedCodeIsolated = defineCheck({
  id: 'sec-ci-untrusted-code-isolated',
  needs: { model: pipelines },
  absentReason: 'The repository has no GitHub workflow.',
  judge: ({ model }) => {
    const workflows = model.pipelines.filter(({ system }) => system === 'github');
    return [
      ...workflows.map((workflow): UnitJudgement => ({
        unit: workflow.path,
        judgement: judge(workflow, findReachablePushes(model, workflow)),
      })),
      ...model.unread
        .filter(({ system }) => system === 'github')
        .map(({ path, reason }): UnitJudgement => ({
          unit: path,
          judgement: { verdict: 'unknown', code: 'unparseable', reason: `${reason}.` },
        })),
    ];
  },
});

function judge(workflow: Pipeline, pushes: readonly Finding[]): Judgement {
  const [worst, ...others] = [...findPrivilegedCheckouts(workflow), ...findInjections(workflow)];
  if (worst) return { verdict: 'fail', reason: worst.message, findings: [worst, ...others] };
  const [push, ...more] = pushes;
  if (push) return { verdict: 'warn', reason: push.message, findings: [push, ...more] };
  const [runner] = findOwnRunners(workflow);
  if (runner) {
    const reason = `${runner.message.slice(0, -1)}; whether the repository is public is not known.`;
    return { verdict: 'unknown', code: 'no-source-configured', reason, evidence: [runner] };
  }
  const [opaque] = workflow.jobs.flatMap(job => job.opaque);
  const seen = opaque ? 'Nothing that can be read' : 'Nothing';
  const reason = `${seen} in the workflow gives code or text of outsiders the rights of the pipeline.`;
  return { verdict: 'pass', reason, evidence: [{ message: reason, path: workflow.path }] };
}
