import { CheckResult, Scorecard } from '../contract/scorecard';
import { Severity } from '../contract/verdict';
import { Baseline, findWorse } from './baseline';

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
  /** With a baseline: failures that were there before and therefore do not fail the gate. */
  readonly knownBefore?: number;
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
 * With a baseline only what is worse than in that earlier report can fail it.
 *
 * @public
 */
export function gate(scorecard: Scorecard, failOn: FailOn, baseline?: Baseline): GateResult {
  const failures = scorecard.results.filter(result => result.verdict === 'fail' && !result.waived);
  const severe = failures.filter(result => ranks[result.severity] >= ranks[failOn]);
  const worse = baseline && findWorse(scorecard, baseline);
  const blocking = worse
    ? severe.flatMap(({ check }) => worse.find(result => result.check === check) ?? [])
    : severe;
  return {
    passed: blocking.length === 0,
    failOn,
    blocking,
    tolerated: failures.length - severe.length,
    unknown: scorecard.results.filter(result => result.verdict === 'unknown' && !result.waived)
      .length,
    ...(worse ? { knownBefore: severe.length - blocking.length } : {}),
  };
}
