import { defineCheck } from '../../contract/check';
import { deployment } from '../../facts/deployment/deployment';
import { cloudSdk } from '../../facts/runtime/cloudSdk';
import { eachWorkload } from '../../facts/runtime/eachWorkload';
import { judgeIdentity } from '../../facts/runtime/judgeIdentity';

/** Each workload has an identity of its own, and no fixed keys. */
export const secRuntimeWorkloadIdentity = defineCheck({
  id: 'sec-runtime-workload-identity',
  needs: { deployed: deployment, sdk: cloudSdk },
  absentReason: 'The repository has no Kubernetes, ECS or Copilot descriptor.',
  judge: ({ deployed, sdk }) =>
    eachWorkload(
      { deployed, platforms: ['kubernetes', 'ecs', 'copilot'] },
      (workload, containers) => judgeIdentity(workload, containers, sdk),
    ),
});
