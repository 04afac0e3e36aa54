import { defineCheck } from '../../contract/check';
import { optional } from '../../contract/fact';
import { attestations } from '../../facts/attestation/attestations';
import { judgeAttestation } from '../../facts/attestation/judgeAttestation';
import { deployment } from '../../facts/deployment/deployment';
import { findAgent } from '../../facts/runtime/clusterAgents';
import { ownWorkloads } from '../../facts/runtime/eachWorkload';
import { judgementAt, ofRepository } from '../../facts/runtime/judgementAt';
import { judgeTypes } from '../../facts/runtime/judgeTypes';
import { workloadTypes } from '../../facts/runtime/workloadTypes';

const sensors =
  /(^|[/_.-])(falco|falco-no-driver|falco-driver-loader|sysdig|sysdig-agent|agent-slim|aqua|aqua-enforcer|aquasec|enforcer|twistlock|prisma|prisma-cloud|defender|twistlock-defender|crowdstrike|falcon|falcon-sensor|falcon-container|falcon-node-sensor|tetragon|tracee|aws-guardduty-agent|eks-runtime-monitoring)([:@/_.-]|$)/i;

/** Running containers are watched: by a sensor in the repository, or as people attest. */
export const secRuntimeDetection = defineCheck({
  id: 'sec-runtime-detection',
  needs: { deployed: optional(deployment), types: workloadTypes, attested: attestations },
  judge: ({ deployed, types, attested }) => {
    const other = judgeTypes(types, ['service', 'worker', 'job']);
    if (other) return other;
    const state = attested.find('sec-runtime-detection');
    if (deployed && !(state.state === 'valid' && state.answer === 'no')) {
      const near = ownWorkloads(deployed).map(({ workload }) => workload);
      const found = (near.length > 0 ? near : [undefined]).map(workload =>
        findAgent(deployed, sensors, workload),
      );
      const [first] = found;
      if (first && found.every(one => one !== undefined)) {
        return ofRepository(
          judgementAt('pass', first.message, { ...first, path: first.path ?? '' }),
        );
      }
    }
    return ofRepository(judgeAttestation(state, 'what watches the running containers'));
  },
});
