import { Fact, ObservedFact, OptionalFact } from './fact';
import { Observation } from './observation';
import { Judgement } from './verdict';

/** @public */
export type Needs = Readonly<Record<string, Fact<any> | OptionalFact<any> | ObservedFact<any>>>;

/**
 * What a check receives for its needs: exactly those, typed.
 *
 * @public
 */
export type Given<N extends Needs> = {
  readonly [K in keyof N]: N[K] extends OptionalFact<infer T>
    ? T | undefined
    : N[K] extends ObservedFact<infer T>
      ? Observation<T>
      : N[K] extends Fact<infer T>
        ? T
        : never;
};

/**
 * One thing a check judges on its own, for example one image of a repository.
 *
 * @public
 */
export interface UnitJudgement {
  readonly unit: string;
  readonly judgement: Judgement;
}

/**
 * One check of the catalogue. Title, severity, questions, texts and evidence come from the lens data by `id`; here is
 * only how it decides.
 *
 * @public
 */
export interface Check<N extends Needs = any> {
  readonly id: string;
  readonly needs: N;
  /** What it means when a needed fact is absent; without it, absent needs make the check `not-applicable`. */
  readonly absentReason?: string;
  readonly judge: (given: Given<N>) => readonly UnitJudgement[];
}

/**
 * Declares a check. A need that is unavailable makes the check `unknown` with the need's reason; a need that is absent
 * makes it `not-applicable`, unless the need is wrapped in `optional` or `observed`.
 *
 * @public
 */
export function defineCheck<const N extends Needs>(check: Check<N>): Check<N> {
  return check;
}
