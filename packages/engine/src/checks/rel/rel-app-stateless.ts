import { defineCheck, UnitJudgement } from '../../contract/check';
import { optional } from '../../contract/fact';
import { attestations } from '../../facts/attestation/attestations';
import { judgeAttestation } from '../../facts/attestation/judgeAttestation';
import { deployment } from '../../facts/deployment/deployment';
import { eachWorkload, everyPlatform } from '../../facts/runtime/eachWorkload';
import { judgementAt, ofRepository } from '../../facts/runtime/judgementAt';
import { judgeReplicas } from '../../facts/runtime/judgeReplicas';
import { judgeTypes } from '../../facts/runtime/judgeTypes';
import { localSessions } from '../../facts/runtime/sessionStores';
import { workloadTypes } from '../../facts/runtime/workloadTypes';

/** Any replica can serve any request. */
export const relAppStateless = defineCheck({
  id: 'rel-app-stateless',
  needs: {
    deployed: optional(deployment),
    types: workloadTypes,
    sessions: localSessions,
    attested: attestations,
  },
  judge: ({ deployed, types, sessions, attested }) => {
    const other = judgeTypes(types, ['service']);
    if (other) return other;
    const state = attested.find('rel-app-stateless');
    // Who has killed replicas knows more than any signal.
    if (state.state === 'valid') return ofRepository(judgeAttestation(state, ''));
    const libraries = sessions.map((session): UnitJudgement => ({
      unit: session.path,
      judgement: judgementAt('warn', session.message, session),
    }));
    const workloads =
      deployed === undefined
        ? []
        : eachWorkload({ deployed, platforms: everyPlatform }, workload =>
            types.of(workload.kind) === 'service'
              ? judgeReplicas(workload)
              : judgementAt('not-applicable', `${workload.id} serves no requests.`),
          );
    if (libraries.length + workloads.length > 0) return [...libraries, ...workloads];
    return ofRepository(judgeAttestation(state, 'that any replica can serve any request'));
  },
});
