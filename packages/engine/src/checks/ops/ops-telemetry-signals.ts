import { defineCheck } from '../../contract/check';
import { optional } from '../../contract/fact';
import { attestations } from '../../facts/attestation/attestations';
import { cloud } from '../../facts/cloud/cloud';
import { deployment } from '../../facts/deployment/deployment';
import { judgeTelemetry } from '../../facts/runtime/judgeTelemetry';
import { ofRepository } from '../../facts/runtime/judgementAt';
import { judgeTypes } from '../../facts/runtime/judgeTypes';
import { telemetryLibraries } from '../../facts/runtime/telemetryLibraries';
import { workloadTypes } from '../../facts/runtime/workloadTypes';

/** The service tells how it is, and somebody is told when it is not well. */
export const opsTelemetrySignals = defineCheck({
  id: 'ops-telemetry-signals',
  needs: {
    deployed: optional(deployment),
    libraries: telemetryLibraries,
    clouds: cloud,
    attested: attestations,
    types: workloadTypes,
  },
  judge: ({ deployed, libraries, clouds, attested, types }) =>
    judgeTypes(types, ['service', 'worker']) ??
    ofRepository(
      judgeTelemetry({
        deployed,
        libraries,
        cloud: clouds,
        attested: attested.find('ops-telemetry-signals'),
      }),
    ),
});
