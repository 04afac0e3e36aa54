import { Judgement, Verdict } from '../../contract/verdict';

const order: readonly Verdict[] = ['fail', 'warn', 'unknown', 'pass', 'not-applicable'];

/** The judgement that decides for several of the same thing. At least one must be given. */
export function worstJudgement(judgements: readonly Judgement[]): Judgement {
  const sorted = [...judgements].sort(
    (a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict),
  );
  return sorted[0]!;
}
