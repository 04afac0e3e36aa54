import { LensPart } from '../lens/lens';
import { QuestionRating } from './rateQuestion';
import { WeightedMean } from './weightedMean';

/** The value of the whole, 0 to 100, from the ratings of the part's questions in their order. */
export function overallValue(
  part: LensPart,
  ratings: readonly QuestionRating[],
): number | undefined {
  const whole = new WeightedMean();
  for (const { id, weight } of part.pillars) {
    const pillar = new WeightedMean();
    part.questions.forEach((question, index) => {
      const { risk, score } = ratings[index]!;
      const counts = risk !== 'NOT_APPLICABLE' && risk !== 'UNANSWERED';
      if (question.pillar === id && counts && score !== undefined) {
        pillar.add(question.weight, score);
      }
    });
    if (pillar.value !== undefined) whole.add(weight, pillar.value);
  }
  return whole.value;
}
