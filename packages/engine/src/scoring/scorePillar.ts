import { PillarScore, QuestionScore } from '../contract/scorecard';
import { LensPillar } from '../lens/lensData';
import { WeightedMean } from './weightedMean';

/** Scores one pillar from its questions; `weight` is the catalogue's, not yet renormalised. */
export function scorePillar(options: {
  readonly pillar: LensPillar;
  readonly questions: readonly QuestionScore[];
}): PillarScore {
  const { pillar } = options;
  const questions = options.questions.filter(question => question.pillar === pillar.id);
  const mean = new WeightedMean();
  const answered = new WeightedMean();
  for (const { risk, weight, score, coverage } of questions) {
    if (risk === 'NOT_APPLICABLE') continue;
    answered.add(weight, coverage);
    if (risk !== 'UNANSWERED' && score !== undefined) mean.add(weight, score);
  }
  const score = mean.value;
  const coverage = answered.value;
  return {
    id: pillar.id,
    name: pillar.name,
    weight: pillar.weight,
    ...(score === undefined ? {} : { score }),
    ...(coverage === undefined ? {} : { coverage }),
    highRisks: questions.filter(question => question.risk === 'HIGH').length,
    mediumRisks: questions.filter(question => question.risk === 'MEDIUM').length,
  };
}
