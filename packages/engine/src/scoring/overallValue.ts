import { LensPart } from '../lens/lens';
import { QuestionRating } from './rateQuestion';
import { WeightedMean } from './weightedMean';

/** The value of the whole, 0 to 100, from the ratings of the part's questions in their order. */
export function overallValue(
  part: LensPart,
  ratings: readonly QuestionRating[],
): number | undefined {
  const means = new Map(part.pillars.map(({ id }) => [id, new WeightedMean()]));
  for (let index = 0; index < ratings.length; index++) {
    const { risk, score } = ratings[index]!;
    if (risk === 'NOT_APPLICABLE' || risk === 'UNANSWERED' || score === undefined) continue;
    const { pillar, weight } = part.questions[index]!;
    means.get(pillar)?.add(weight, score);
  }
  const whole = new WeightedMean();
  for (const { id, weight } of part.pillars) {
    const value = means.get(id)?.value;
    if (value !== undefined) whole.add(weight, value);
  }
  return whole.value;
}
