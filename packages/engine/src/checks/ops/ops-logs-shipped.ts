import { defineCheck } from '../../contract/check';
import { attestations } from '../../facts/attestation/attestations';
import { cloud } from '../../facts/cloud/cloud';
import { deployment } from '../../facts/deployment/deployment';
import { eachContainer } from '../../facts/deployment/eachContainer';
import { everyPlatform } from '../../facts/runtime/eachWorkload';
import { clusterLogs } from '../../facts/organisation/clusterLogs';
import { judgeTypes } from '../../facts/runtime/judgeTypes';
import { judgeLogs } from '../../facts/runtime/logCollection';
import { workloadTypes } from '../../facts/runtime/workloadTypes';

/** What containers print is collected. */
export const opsLogsShipped = defineCheck({
  id: 'ops-logs-shipped',
  needs: {
    deployed: deployment,
    types: workloadTypes,
    clouds: cloud,
    attested: attestations,
    collected: clusterLogs,
  },
  absentReason: 'The repository has no deploy descriptor.',
  judge: ({ deployed, types, clouds, attested, collected }) =>
    judgeTypes(types, ['service', 'worker', 'job']) ??
    eachContainer({ deployed, platforms: everyPlatform }, container =>
      judgeLogs({
        container,
        workload: deployed.workloads.find(({ id }) => id === container.workload),
        deployed,
        cloud: clouds,
        collected,
        attested: attested.find('ops-logs-shipped', container.unit),
      }),
    ),
});
