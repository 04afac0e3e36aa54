import { PillarScore, QuestionScore } from '../contract/scorecard';
import { LensPillar } from '../lens/lensData';
import { weightedMean } from './weightedMean';

/** Scores one pillar from its questions; `weight` is the catalogue's, not yet renormalised. */
export function scorePillar(options: {
  readonly pillar: LensPillar;
  readonly questions: readonly QuestionScore[];
}): PillarScore {
  const { pillar } = options;
  const questions = options.questions.filter(question => question.pillar === pillar.id);
  const applicable = questions.filter(question => question.risk !== 'NOT_APPLICABLE');
  const score = weightedMean(
    applicable.flatMap(({ risk, weight, score: value }) =>
      risk === 'UNANSWERED' || value === undefined ? [] : [{ weight, value }],
    ),
  );
  const coverage = weightedMean(
    applicable.map(({ weight, coverage: value }) => ({ weight, value })),
  );
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
