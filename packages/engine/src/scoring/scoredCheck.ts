import { Verdict } from '../contract/verdict';

/**
 * What scoring sees of a check: its combined verdict, and whether an accepted risk takes it out of the score.
 *
 * @public
 */
export interface ScoredCheck {
  readonly verdict: Verdict;
  readonly waived: boolean;
}
