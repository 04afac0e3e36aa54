import { defineCheck } from '../../contract/check';
import { optional } from '../../contract/fact';
import { deployment } from '../../facts/deployment/deployment';
import { eachContainer } from '../../facts/deployment/eachContainer';
import { entitySettings } from '../../facts/repository/entitySettings';
import { deployRegions } from '../../facts/runtime/deployRegions';
import { everyPlatform } from '../../facts/runtime/eachWorkload';
import { judgeColocation } from '../../facts/runtime/judgeColocation';
import { judgementAt, ofRepository } from '../../facts/runtime/judgementAt';
import { judgeTypes } from '../../facts/runtime/judgeTypes';
import { workloadTypes } from '../../facts/runtime/workloadTypes';

/** Images come from a registry in the Region of the workload. */
export const perfRegistryColocated = defineCheck({
  id: 'perf-registry-colocated',
  needs: {
    deployed: optional(deployment),
    types: workloadTypes,
    settings: entitySettings,
    pipelineRegions: deployRegions,
  },
  judge: ({ deployed, types, settings, pipelineRegions }) => {
    const other = judgeTypes(types, ['service', 'worker', 'job', 'function']);
    if (other) return other;
    const declared = (settings.get('runtime-region') ?? '').split(/[\s,]+/).filter(Boolean);
    if (deployed === undefined) {
      const reason = 'Where the workload runs is not written in the repository.';
      return ofRepository(judgementAt('unknown', reason, undefined, 'no-source-configured'));
    }
    return eachContainer({ deployed, platforms: everyPlatform }, container => {
      const workload = deployed.workloads.find(({ id }) => id === container.workload);
      const written = workload?.regions ?? [];
      const found = written.length > 0 ? written : pipelineRegions;
      return judgeColocation(container, declared.length > 0 ? declared : found);
    });
  },
});
