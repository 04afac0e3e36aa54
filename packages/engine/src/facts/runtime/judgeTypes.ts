import { UnitJudgement } from '../../contract/check';
import { WorkloadType } from '../repository/entitySettings';
import { judgementAt, ofRepository } from './judgementAt';
import { WorkloadTypes } from './workloadTypes';

/**
 * `not-applicable` for entities of other types; `undefined` when the check applies.
 *
 * @public
 */
export function judgeTypes(
  types: WorkloadTypes,
  wanted: readonly WorkloadType[],
): UnitJudgement[] | undefined {
  if (wanted.includes(types.entity)) return undefined;
  const reason = `The check is about a ${wanted.join(', ')}; this is a ${types.entity}.`;
  return ofRepository(judgementAt('not-applicable', reason));
}
