import { defineCheck, UnitJudgement } from '../../contract/check';
import { optional } from '../../contract/fact';
import { Finding, Judgement } from '../../contract/verdict';
import { pipelines } from '../../facts/ci/pipelines';
import { findProjectSecrets } from '../../facts/ciSecurity/codebuildSecrets';
import { findExposedSecrets } from '../../facts/ciSecurity/exposedSecrets';
import { findPlaintextSecrets, findSecretsInText } from '../../facts/ciSecurity/plaintextSecrets';
import { cloud } from '../../facts/cloud/cloud';
import { repositoryTree } from '../../facts/repository/repositoryTree';
import { secretNameTest } from '../../facts/repository/secretNameTest';

/** Pipeline files contain no secret values. */
export const secCiNoPlaintextSecrets = defineCheck({
  id: 'sec-ci-no-plaintext-secrets',
  needs: {
    model: pipelines,
    infrastructure: optional(cloud),
    isName: secretNameTest,
    tree: repositoryTree,
  },
  absentReason: 'The repository has no pipeline.',
  judge: ({ model, infrastructure, isName, tree }) => {
    const projects = infrastructure ? [...findProjectSecrets(infrastructure)] : [];
    return [
      ...model.pipelines.map((pipeline): UnitJudgement => {
        const exposed = findExposedSecrets(model, pipeline);
        const judgement = judge(findPlaintextSecrets(pipeline, isName), exposed, pipeline.path);
        return { unit: pipeline.path, judgement };
      }),
      ...projects.map(([name, { findings, unread }]): UnitJudgement => ({
        unit: name,
        judgement:
          unread !== undefined && findings.length === 0
            ? {
                verdict: 'unknown',
                code: 'unresolved-variable',
                reason: `The variables of the project ${name} are not known: ${unread}`,
              }
            : judge(findings, [], undefined),
      })),
      ...model.unread.map(({ path, reason }): UnitJudgement => {
        const text = tree.read(path);
        const found = text.status === 'present' ? findSecretsInText(path, text.value, isName) : [];
        const open: Judgement = {
          verdict: 'unknown',
          code: 'unparseable',
          reason: `${reason}.`,
        };
        return { unit: path, judgement: found.length > 0 ? judge(found, [], path) : open };
      }),
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
