import { QuestionScore } from '../contract/scorecard';
import { AnsweredQuestion } from '../lens/lens';
import { rateQuestion } from './rateQuestion';
import { ScoredCheck } from './scoredCheck';

/** Scores one question from the verdicts of its primary and related checks. */
export function scoreQuestion(options: {
  readonly question: AnsweredQuestion;
  readonly checks: ReadonlyMap<string, ScoredCheck>;
}): QuestionScore {
  const { question } = options;
  const { risk, score, coverage } = rateQuestion(options);
  return {
    id: question.id,
    pillar: question.pillar,
    text: question.text,
    risk,
    ...(score === undefined ? {} : { score }),
    coverage,
    weight: question.weight,
    checks: [...question.primaryChecks, ...question.relatedChecks],
  };
}
