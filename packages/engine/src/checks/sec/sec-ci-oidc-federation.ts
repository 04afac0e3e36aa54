import { defineCheck, UnitJudgement } from '../../contract/check';
import { Findings, Judgement } from '../../contract/verdict';
import { Pipeline } from '../../facts/ci/model/pipeline';
import { pipelines } from '../../facts/ci/pipelines';
import { findAccessKeys } from '../../facts/ciSecurity/accessKeys';
import { findAuthentications } from '../../facts/ciSecurity/authentications';

const elsewhere: UnitJudgement = {
  unit: 'pipelines',
  judgement: {
    verdict: 'unknown',
    code: 'no-source-configured',
    reason: 'The pipeline lives in another place and was not read.',
  },
};

/** CI uses short-lived federated credentials. */
export const secCiOidcFederation = defineCheck({
  id: 'sec-ci-oidc-federation',
  needs: { model: pipelines },
  absentReason: 'No pipeline signs in to AWS or a registry.',
  judge: ({ model }) => [
    ...model.pipelines.map((pipeline): UnitJudgement => ({
      unit: pipeline.path,
      judgement: judge(pipeline),
    })),
    ...model.unread.map(({ path, reason }): UnitJudgement => {
      const judgement = { verdict: 'unknown', code: 'unparseable', reason: `${reason}.` } as const;
      return { unit: path, judgement };
    }),
    ...(model.elsewhere && model.pipelines.length === 0 ? [elsewhere] : []),
  ],
});

function judge(pipeline: Pipeline): Judgement {
  const [key, ...keys] = findAccessKeys(pipeline);
  if (key) {
    const reason = 'The pipeline signs in to AWS with a stored access key.';
    return { verdict: 'fail', reason, findings: [key, ...keys] };
  }
  const found = findAuthentications(pipeline);
  const stored = found.filter(login => login.with === 'stored').map(({ finding }) => finding);
  if (stored.length > 0) {
    const reason = 'The pipeline signs in to a registry with a stored password or personal token.';
    return { verdict: 'warn', reason, findings: stored as unknown as Findings };
  }
  const open = found.find(login => login.with === 'unknown');
  if (open) {
    const reason =
      'The pipeline calls AWS, and its file does not say where the credentials come from.';
    return { verdict: 'unknown', code: 'unresolved-variable', reason, evidence: [open.finding] };
  }
  if (found.length > 0) {
    const reason =
      'The pipeline signs in with an identity or token of the job, never with a stored key.';
    return { verdict: 'pass', reason, evidence: found.slice(0, 20).map(({ finding }) => finding) };
  }
  const [opaque] = [...pipeline.opaque, ...pipeline.jobs.flatMap(job => job.opaque)];
  return opaque
    ? {
        verdict: 'unknown',
        code: 'source-error',
        reason: `How the pipeline signs in is not known: ${opaque.reason}.`,
      }
    : { verdict: 'not-applicable', reason: 'The pipeline signs in to neither AWS nor a registry.' };
}
