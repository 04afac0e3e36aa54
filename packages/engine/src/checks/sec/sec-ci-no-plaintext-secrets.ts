import { defineCheck, UnitJudgement } from '../../contract/check';
import { optional } from '../../contract/fact';
import { Finding, Judgement } from '../../contract/verdict';
import { pipelines } from '../../facts/ci/pipelines';
import { findProjectSecrets } from '../../facts/ciSecurity/codebuildSecrets';
import { findExposedSecrets } from '../../facts/ciSecurity/exposedSecrets';
import { findPlaintextSecrets } from '../../facts/ciSecurity/plaintextSecrets';
import { cloud } from '../../facts/cloud/cloud';

/** Pipeline files contain no secret values. */
export const secCiNoPlaintextSecrets = defineCheck({
  id: 'sec-ci-no-plaintext-secrets',
  needs: { model: pipelines, infrastructure: optional(cloud) },
  absentReason: 'The repository has no pipeline.',
  judge: ({ model, infrastructure }) => {
    const projects = infrastructure ? [...findProjectSecrets(infrastructure)] : [];
    return [
      ...model.pipelines.map((pipeline): UnitJudgement => {
        const exposed = findExposedSecrets(model, pipeline);
        const judgement = judge(findPlaintextSecrets(pipeline), exposed, pipeline.path);
        return { unit: pipeline.path, judgement };
      }),
      ...projects.map(([name, found]): UnitJudgement => ({
        unit: name,
        judgement: judge(found, [], undefined),
      })),
      ...model.unread.map(({ path, reason }): UnitJudgement => ({
        unit: path,
        judgement: { verdict: 'unknown', code: 'unparseable', reason: `${reason}.` },
      })),
    ];
  },
});

function judge(
  written: readonly Finding[],
  exposed: readonly Finding[],
  path: string | undefined,
): Judgement {
  const [secret, ...others] = written;
  if (secret) {
    const reason = `A secret stands in plain text: ${secret.message}`;
    return { verdict: 'fail', reason, findings: [secret, ...others, ...exposed] };
  }
  const [leak, ...more] = exposed;
  if (leak) return { verdict: 'warn', reason: leak.message, findings: [leak, ...more] };
  const reason = 'No secret stands in plain text, and no step prints one.';
  return { verdict: 'pass', reason, evidence: [{ message: reason, path }] };
}
