import { Verdict } from '../contract/verdict';
import { lens } from '../lens/lens';

/**
 * The verdict of a check over its units: a known problem outranks missing evidence, and missing evidence outranks a
 * pass (catalogue, `combining_rule`). Nothing to judge is `not-applicable`.
 *
 * @public
 */
export function combineVerdicts(verdicts: readonly Verdict[]): Verdict {
  return lens.verdictOrder.find(verdict => verdicts.includes(verdict)) ?? 'not-applicable';
}
