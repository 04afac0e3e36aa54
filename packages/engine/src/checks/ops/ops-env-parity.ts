import { defineCheck } from '../../contract/check';
import { pipelines } from '../../facts/ci/pipelines';
import { deployment } from '../../facts/deployment/deployment';
import { deliveryPackages } from '../../facts/runtime/deliveryPackages';
import { judgementAt, ofRepository } from '../../facts/runtime/judgementAt';
import { judgeParity } from '../../facts/runtime/judgeParity';

/** Environments run the same thing. */
export const opsEnvParity = defineCheck({
  id: 'ops-env-parity',
  needs: { deployed: deployment, ci: pipelines, packages: deliveryPackages },
  absentReason: 'The descriptors name fewer than two environments.',
  judge: ({ deployed, ci, packages }) => {
    const judged = judgeParity(deployed.environments, ci.builds);
    const [unread] = deployed.unread;
    const namesSome =
      deployed.environments.length > 0 || packages.some(({ perEnvironment }) => perEnvironment);
    if (judged.length > 0 || !unread || !namesSome) return judged;
    const reason = `The environments cannot be compared: ${unread.reason}`;
    return ofRepository(judgementAt('unknown', reason, unread, 'unparseable'));
  },
});
