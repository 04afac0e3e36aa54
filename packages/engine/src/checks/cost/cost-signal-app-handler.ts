import { defineCheck, UnitJudgement } from '../../contract/check';
import { optional } from '../../contract/fact';
import { Judgement } from '../../contract/verdict';
import { attestations } from '../../facts/attestation/attestations';
import { judgeAttestation } from '../../facts/attestation/judgeAttestation';
import { findTerminationSignals } from '../../facts/content/terminationSignals';
import { dependencies as dependenciesFact } from '../../facts/dependencies/dependencies';
import { ImageStart } from '../../facts/image/imageStart';
import { imageStarts } from '../../facts/image/imageStarts';
import { imageUnits } from '../../facts/image/imageUnits';
import { folderOf } from '../../facts/repository/paths';
import { repositoryTree } from '../../facts/repository/repositoryTree';
import { judgeTypes } from '../../facts/runtime/judgeTypes';
import { workloadTypes } from '../../facts/runtime/workloadTypes';

const id = 'cost-signal-app-handler';

/** The application shuts down gracefully on SIGTERM. */
export const costSignalAppHandler = defineCheck({
  id,
  needs: {
    units: optional(imageUnits),
    starts: imageStarts,
    types: workloadTypes,
    tree: repositoryTree,
    dependencies: dependenciesFact,
    attested: attestations,
  },
  absentReason: 'The repository neither builds nor deploys an image.',
  judge: ({ units = [], starts, types, tree, dependencies, attested }) => {
    const other = judgeTypes(types, ['service', 'worker']);
    if (other) return other;
    // A job beside the service ends by itself.
    const isServing = ({ workloadKind }: ImageStart) =>
      workloadKind === undefined || ['service', 'worker'].includes(types.of(workloadKind));
    const unparsed = units.filter(unit => unit.dockerfile.status !== 'present');
    return [
      ...starts.filter(isServing).map((start): UnitJudgement => {
        const unit = units.find(({ name }) => name === start.unit) ?? units[0];
        const own = folderOf(unit?.path ?? '');
        const foreign = units
          .map(({ path }) => folderOf(path ?? ''))
          .filter(folder => folder !== '' && folder !== own && !own.startsWith(`${folder}/`));
        const context = unit?.context;
        const found = findTerminationSignals({ tree, dependencies, start, context, foreign });
        const state = attested.find(id, start.unit);
        return { unit: start.unit, judgement: judge(found, state) };
      }),
      ...unparsed.map(({ name }): UnitJudgement => {
        const state = attested.find(id, name);
        return { unit: name, judgement: judge({ handled: [], ignored: [] }, state) };
      }),
    ];
  },
});

function judge(
  { handled, ignored }: ReturnType<typeof findTerminationSignals>,
  state: Parameters<typeof judgeAttestation>[0],
): Judgement {
  const [bad, ...worse] = ignored;
  if (bad) return { verdict: 'fail', reason: bad.message, findings: [bad, ...worse] };
  const [first] = handled;
  if (state.state === 'valid' && (state.answer === 'no' || !first)) {
    return judgeAttestation(state, '');
  }
  if (first) return { verdict: 'pass', reason: first.message, evidence: handled.slice(0, 10) };
  const judged = judgeAttestation(state, 'that a termination test loses no work');
  return { ...judged, reason: `No handler of SIGTERM was found. ${judged.reason}` };
}
