import { defineCheck } from '../../contract/check';
import { deployment } from '../../facts/deployment/deployment';
import { entitySettings } from '../../facts/repository/entitySettings';
import { armImages } from '../../facts/runtime/armImages';
import { eachWorkload } from '../../facts/runtime/eachWorkload';
import { judgeArchitecture } from '../../facts/runtime/judgePlacement';
import { judgeHost } from '../../facts/runtime/runsOnAws';

/** The workload runs on Arm, or could. */
export const perfRuntimeGraviton = defineCheck({
  id: 'perf-runtime-graviton',
  needs: { deployed: deployment, settings: entitySettings, images: armImages },
  absentReason: 'The repository has no descriptor of Kubernetes, ECS or Copilot.',
  judge: ({ deployed, settings, images }) =>
    eachWorkload(
      { deployed, platforms: ['kubernetes', 'ecs', 'copilot'] },
      (workload, containers) =>
        judgeHost(workload, containers, settings) ?? judgeArchitecture(workload, images),
    ),
});
