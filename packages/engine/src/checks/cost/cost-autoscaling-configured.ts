import { defineCheck } from '../../contract/check';
import { deployment } from '../../facts/deployment/deployment';
import { entitySettings } from '../../facts/repository/entitySettings';
import { eachWorkload, everyPlatform } from '../../facts/runtime/eachWorkload';
import { idleAutoscalers } from '../../facts/runtime/idleAutoscalers';
import { judgementAt, ofRepository } from '../../facts/runtime/judgementAt';
import { judgeScaling } from '../../facts/runtime/judgeScaling';
import { judgeTypes } from '../../facts/runtime/judgeTypes';
import { workloadTypes } from '../../facts/runtime/workloadTypes';

/** Something adds and removes replicas with the load. */
export const costAutoscalingConfigured = defineCheck({
  id: 'cost-autoscaling-configured',
  needs: {
    deployed: deployment,
    idle: idleAutoscalers,
    types: workloadTypes,
    settings: entitySettings,
  },
  absentReason: 'The repository has no deploy descriptor.',
  judge: ({ deployed, idle, types, settings }) => {
    const other = judgeTypes(types, ['service', 'worker']);
    if (other) return other;
    const declared = [settings.get('scaling'), settings.get('profile')].find(
      value => value !== undefined && /^(singleton|stateful([ -]store)?|database)$/i.test(value),
    );
    if (declared !== undefined) {
      return ofRepository(judgementAt('not-applicable', `It is declared as ${declared}.`));
    }
    return eachWorkload({ deployed, platforms: everyPlatform }, workload => {
      if (workload.kind === 'DaemonSet') {
        return judgementAt('not-applicable', 'A DaemonSet runs on every node.');
      }
      if (types.of(workload.kind) === 'job') {
        return judgementAt('not-applicable', `${workload.id} is a job.`);
      }
      const judged = judgeScaling(workload, { offInProduction: idle[0] });
      const elsewhere = settings.get('scaling');
      return judged.verdict === 'fail' && /^https?:\/\//.test(elsewhere ?? '')
        ? judgementAt(
            'unknown',
            `${workload.id} is scaled elsewhere, as declared.`,
            workload,
            'no-source-configured',
          )
        : judged;
    });
  },
});
