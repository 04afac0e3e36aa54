import { Verdict } from '../contract/verdict';

/**
 * One labelled case of `lens/calibration.yaml`: prose that a reader can check, and the verdict that must result.
 *
 * @public
 */
export interface CalibrationCase {
  readonly check: string;
  /** Number among the cases of the same check, counted from 1. */
  readonly number: number;
  readonly input: string;
  readonly verdict: Verdict;
  readonly why: string;
}
