import { defineCheck, UnitJudgement } from '../../contract/check';
import { deployment } from '../../facts/deployment/deployment';
import { OwnContainer } from '../../facts/deployment/ownContainer';
import { everyPlatform, unreadUnits } from '../../facts/runtime/eachWorkload';
import { judgementAt } from '../../facts/runtime/judgementAt';
import { judgeTypes } from '../../facts/runtime/judgeTypes';
import { workloadTypes } from '../../facts/runtime/workloadTypes';

/** Every own container has a read-only root file system. */
export const secRuntimeReadonlyRootfs = defineCheck({
  id: 'sec-runtime-readonly-rootfs',
  needs: { deployed: deployment, types: workloadTypes },
  absentReason: 'The repository has no deploy descriptor.',
  judge: ({ deployed, types }) => {
    const other = judgeTypes(types, ['service', 'worker', 'job']);
    if (other) return other;
    const unread = unreadUnits(deployed, everyPlatform);
    const linux = deployed.ownContainers.filter(({ windows }) => !windows);
    const isSet = ({ readOnlyRootFilesystem: flag }: OwnContainer): boolean =>
      flag.resolved && flag.value === true;
    const isOpen = (container: OwnContainer): boolean => !container.readOnlyRootFilesystem.resolved;
    // All own containers are one set: one with the flag makes the others a warning.
    const verdict =
      unread.length > 0 || linux.some(one => isSet(one) || isOpen(one)) ? 'warn' : 'fail';
    return [
      ...deployed.ownContainers.map((container): UnitJudgement => {
        const { unit, readOnlyRootFilesystem: flag } = container;
        if (container.windows) {
          const reason = 'A Windows container: the check is about Linux.';
          return { unit, judgement: judgementAt('not-applicable', reason) };
        }
        if (!flag.resolved) {
          const reason = `Whether the root file system of ${unit} is read-only is not known: ${flag.reason}`;
          return { unit, judgement: judgementAt('unknown', reason, container) };
        }
        return {
          unit,
          judgement: flag.value
            ? judgementAt('pass', `The root file system of ${unit} is read-only.`, container)
            : judgementAt(verdict, `The root file system of ${unit} is writable.`, container),
        };
      }),
      ...unread,
    ];
  },
});
