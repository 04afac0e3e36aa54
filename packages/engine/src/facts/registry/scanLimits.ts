import { defineFact } from '../../contract/fact';
import { Observation, present } from '../../contract/observation';
import { thresholds } from '../organisation/thresholds';
import { ScanLimits } from './judgeScan';

const check = 'sec-image-scan-findings';

/** Limits of scan findings: of the organisation, else of the catalogue. @public */
export const scanLimits = defineFact<ScanLimits>({
  id: 'scan-limits',
  description: 'How many serious findings an image may have, and for how long.',
  derive: ({ now }, read): Observation<ScanLimits> => {
    const all = read(thresholds);
    if (all.status !== 'present') return all;
    return present({
      maxHighBasic: all.value.number(check, 'max_high_basic'),
      highGraceDays: all.value.number(check, 'high_grace_days'),
      basicMaxAgeDays: all.value.number(check, 'basic_max_age_days'),
      now,
    });
  },
});
