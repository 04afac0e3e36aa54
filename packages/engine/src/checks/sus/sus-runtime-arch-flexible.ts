import { defineCheck } from '../../contract/check';
import { deployment } from '../../facts/deployment/deployment';
import { entitySettings } from '../../facts/repository/entitySettings';
import { eachWorkload } from '../../facts/runtime/eachWorkload';
import { judgePlacement } from '../../facts/runtime/judgePlacement';
import { judgeHost } from '../../facts/runtime/runsOnAws';

/** Scheduling leaves the choice of the instance type open. */
export const susRuntimeArchFlexible = defineCheck({
  id: 'sus-runtime-arch-flexible',
  needs: { deployed: deployment, settings: entitySettings },
  absentReason: 'The repository has no descriptor of Kubernetes, ECS or Copilot.',
  judge: ({ deployed, settings }) =>
    eachWorkload(
      { deployed, platforms: ['kubernetes', 'ecs', 'copilot'] },
      (workload, containers) =>
        judgeHost(workload, containers, settings) ?? judgePlacement(workload),
    ),
});
