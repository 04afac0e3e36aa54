import { OverallScore, PillarScore, QuestionScore } from '../contract/scorecard';
import { LensPart } from '../lens/lens';
import { overallValue } from './overallValue';
import { rateQuestion } from './rateQuestion';
import { ScoredCheck } from './scoredCheck';
import { scoreOverall } from './scoreOverall';
import { scorePillar } from './scorePillar';
import { scoreQuestion } from './scoreQuestion';

/** @public */
export interface LensScore {
  readonly score: OverallScore;
  readonly pillars: readonly PillarScore[];
  readonly questions: readonly QuestionScore[];
}

function scoreOnce(part: LensPart, checks: ReadonlyMap<string, ScoredCheck>): LensScore {
  const questions = part.questions.map(question => scoreQuestion({ question, checks }));
  const pillars = part.pillars.map(pillar => scorePillar({ pillar, questions }));
  const scored = pillars.reduce((sum, p) => sum + (p.score === undefined ? 0 : p.weight), 0);
  return {
    score: scoreOverall({ part, checks, pillars, questions }),
    pillars: pillars.map(pillar => ({
      ...pillar,
      weight: pillar.score === undefined ? 0 : pillar.weight / scored,
    })),
    questions,
  };
}

/** The value if every unknown verdict were this one. */
function boundWith(
  part: LensPart,
  checks: ReadonlyMap<string, ScoredCheck>,
  unknownAs: 'pass' | 'fail',
): number | undefined {
  const ratings = part.questions.map(question => rateQuestion({ question, checks, unknownAs }));
  return overallValue(part, ratings);
}

/**
 * Scores questions, pillars and the whole, as `scoring` of the catalogue says.
 *
 * The bounds come from scoring again with every unknown as fail and as pass. A question that is mostly unknown is left
 * out of the value but part of both bounds, so the bounds are widened to include the value.
 *
 * @public
 */
export function scoreLens(part: LensPart, checks: ReadonlyMap<string, ScoredCheck>): LensScore {
  const result = scoreOnce(part, checks);
  const { value } = result.score;
  if (value === undefined) return result;
  const ifFail = boundWith(part, checks, 'fail') ?? value;
  const ifPass = boundWith(part, checks, 'pass') ?? value;
  return {
    ...result,
    score: { ...result.score, lower: Math.min(value, ifFail), upper: Math.max(value, ifPass) },
  };
}
