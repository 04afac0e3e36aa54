import { CheckResult, Scorecard } from '../contract/scorecard';
import { Severity } from '../contract/verdict';

/** @public */
export type FailOn = Severity | 'never';

/** @public */
export const failOnValues: readonly FailOn[] = ['critical', 'high', 'medium', 'low', 'never'];

/** @public */
export interface GateResult {
  readonly passed: boolean;
  readonly failOn: FailOn;
  /** The results that fail the gate. */
  readonly blocking: readonly CheckResult[];
  /** Unwaived failures below the threshold. */
  readonly tolerated: number;
  /** Checks that could not be decided; they never fail the gate and are never green. */
  readonly unknown: number;
}

const ranks: Readonly<Record<FailOn, number>> = {
  low: 0,
  medium: 1,
  high: 2,
  critical: 3,
  never: 4,
};

/**
 * Whether a scorecard may pass: no unwaived `fail` of the given severity or above. `warn` and `unknown` never fail the
 * gate; the number of unknown checks is part of the answer so that reports can say it.
 *
 * @public
 */
export function gate(scorecard: Scorecard, failOn: FailOn): GateResult {
  const failures = scorecard.results.filter(result => result.verdict === 'fail' && !result.waived);
  const blocking = failures.filter(result => ranks[result.severity] >= ranks[failOn]);
  return {
    passed: blocking.length === 0,
    failOn,
    blocking,
    tolerated: failures.length - blocking.length,
    unknown: scorecard.results.filter(result => result.verdict === 'unknown' && !result.waived)
      .length,
  };
}
