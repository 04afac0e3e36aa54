import { defineFact } from '../../contract/fact';
import { Observation, unavailable } from '../../contract/observation';
import { ScmEvidence } from '../../contract/registryEvidence';
import { lens } from '../../lens/lens';

/**
 * What the Git host says of the repository's rules. Fields that could not be read are not set.
 *
 * @public
 */
export const scm = defineFact<ScmEvidence>({
  id: 'scm',
  description: 'Branch rules, code owners, secret scanning and administrators of the repository.',
  derive: ({ evidence, now }): Observation<ScmEvidence> => {
    const { scm: observed } = evidence;
    if (!observed || observed.status === 'absent') {
      return unavailable(
        'no-source-configured',
        'The Git host was not asked about the repository.',
      );
    }
    if (observed.status === 'unavailable') return observed;
    const hours = lens.defaults.registryEvidenceMaxAgeHours;
    const age = now.getTime() - Date.parse(observed.value.observedAt);
    return age > hours * 60 * 60 * 1000
      ? unavailable('stale-evidence', `The Git host was last asked more than ${hours} hours ago.`)
      : observed;
  },
});
