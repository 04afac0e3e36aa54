import { defineCheck } from '../../contract/check';
import { observed } from '../../contract/fact';
import { Judgement } from '../../contract/verdict';
import { attestations } from '../../facts/attestation/attestations';
import { judgeAttestation } from '../../facts/attestation/judgeAttestation';
import { thresholds } from '../../facts/organisation/thresholds';
import { scm } from '../../facts/scm/scm';

const id = 'sec-ci-access-reviewed';

/** Administrator access to build infrastructure is reviewed. */
export const secCiAccessReviewed = defineCheck({
  id,
  needs: { attested: attestations, host: observed(scm), limits: thresholds },
  judge: ({ attested, host, limits }) => {
    const administrators = host.status === 'present' ? host.value.administrators : undefined;
    const missing = 'that administrator access to the CI system and the build account is reviewed';
    const stated = judgeAttestation(attested.find(id), missing);
    const maximum = limits.number(id, 'max_admins');
    const judgement = judgeAdministrators(stated, administrators, maximum);
    return [{ unit: 'repository', judgement }];
  },
});

/** Too many administrators are a known problem, whatever is attested, unless it is attested that nobody reviews them. */
function judgeAdministrators(
  stated: Judgement,
  administrators: number | undefined,
  maximum: number,
): Judgement {
  if (stated.verdict === 'fail' || administrators === undefined || administrators <= maximum) {
    return stated;
  }
  const message = `The repository has ${administrators} administrators; at most ${maximum} are wanted.`;
  return { verdict: 'warn', reason: message, findings: [{ message }] };
}
