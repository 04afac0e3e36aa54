import { defineCheck } from '../../contract/check';
import { optional } from '../../contract/fact';
import { Finding, Judgement } from '../../contract/verdict';
import { ImageStart } from '../../facts/image/imageStart';
import { eachStart } from '../../facts/image/eachStart';
import { imageStarts } from '../../facts/image/imageStarts';
import { imageUnits } from '../../facts/image/imageUnits';
import { readProcessOne } from '../../facts/image/readProcessOne';
import { entitySettings } from '../../facts/repository/entitySettings';

/** Stop signals reach the application process. */
export const costSignalPid1 = defineCheck({
  id: 'cost-signal-pid1',
  needs: { units: optional(imageUnits), starts: imageStarts, settings: entitySettings },
  absentReason: 'The repository neither builds nor deploys an image.',
  judge: given => eachStart(given, judge),
});

function judge(start: ImageStart): Judgement {
  const { verdict, message } = readProcessOne(start);
  const finding: Finding = { message, ...start.location };
  if (verdict === 'unknown') {
    return { verdict, code: 'unresolved-variable', reason: message, evidence: [finding] };
  }
  return verdict === 'pass'
    ? { verdict, reason: message, evidence: [finding] }
    : { verdict, reason: message, findings: [finding] };
}
