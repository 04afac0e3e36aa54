import { defineCheck } from '../../contract/check';
import { optional } from '../../contract/fact';
import { deployment } from '../../facts/deployment/deployment';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';
import { eachWorkload, everyPlatform } from '../../facts/runtime/eachWorkload';
import { judgeTypes } from '../../facts/runtime/judgeTypes';
import { judgeGracePeriod, judgeStopSignal } from '../../facts/runtime/stopBehaviour';
import { workloadTypes } from '../../facts/runtime/workloadTypes';

/** The process gets a signal it understands, and time to act on it. */
export const costSignalGracePeriod = defineCheck({
  id: 'cost-signal-grace-period',
  needs: { units: optional(imageUnits), deployed: optional(deployment), types: workloadTypes },
  absentReason: 'The repository has neither an image nor a deploy descriptor.',
  judge: ({ units, deployed, types }) => {
    const other = judgeTypes(types, ['service', 'worker', 'job']);
    if (other) return other;
    return [
      ...(units === undefined ? [] : eachImage(units, judgeStopSignal)),
      ...(deployed === undefined
        ? []
        : eachWorkload({ deployed, platforms: everyPlatform }, judgeGracePeriod)),
    ];
  },
});
