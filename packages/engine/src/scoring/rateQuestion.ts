import { Risk } from '../contract/scorecard';
import { Severity } from '../contract/verdict';
import { AnsweredQuestion, findLensCheck, lens } from '../lens/lens';
import { ScoredCheck } from './scoredCheck';
import { WeightedMean } from './weightedMean';

/** What the verdicts of its checks make of a question. */
export interface QuestionRating {
  readonly risk: Risk;
  /** 0 to 100; `undefined` when nothing is decided. */
  readonly score: number | undefined;
  /** 0 to 1. */
  readonly coverage: number;
}

/** A check that can answer a question, and how much it says there. */
interface Answer {
  readonly check: string;
  readonly primary: boolean;
  readonly severity: Severity;
  readonly weight: number;
}

/** The lens does not change, and one assessment rates a question dozens of times. */
const answersOf = new WeakMap<AnsweredQuestion, readonly Answer[]>();

function listAnswers(question: AnsweredQuestion): readonly Answer[] {
  let answers = answersOf.get(question);
  if (!answers) {
    const { primaryFactor, relatedFactor } = lens.scoring;
    const toAnswers = (ids: readonly string[], primary: boolean) =>
      ids.flatMap((check): Answer[] => {
        const metadata = findLensCheck(check);
        if (!metadata) return [];
        const factor = primary ? primaryFactor : relatedFactor;
        const { severity } = metadata;
        return [{ check, primary, severity, weight: metadata.weight * factor }];
      });
    answers = [
      ...toAnswers(question.primaryChecks, true),
      ...toAnswers(question.relatedChecks, false),
    ];
    answersOf.set(question, answers);
  }
  return answers;
}

/** What decides about the risk beside score and coverage. */
interface Alarms {
  readonly criticalFailure: boolean;
  /** Of high severity, among the primary checks. */
  readonly highFailure: boolean;
  readonly highUnknown: boolean;
}

/** The catalogue's `risk_rules_in_order`: the first that holds. */
function rateRisk(
  question: AnsweredQuestion,
  options: Alarms & { readonly score: number | undefined; readonly coverage: number },
): Risk {
  const { criticalFailure, highFailure, highUnknown, score, coverage } = options;
  if (criticalFailure) return 'HIGH';
  if (question.highRiskEligible && highFailure) return 'HIGH';
  if (coverage < 0.5 || score === undefined) return 'UNANSWERED';
  if (score < 0.4) return 'HIGH';
  return score < 0.85 || highFailure || highUnknown ? 'MEDIUM' : 'NONE';
}

/** Rates a question from the verdicts of its primary and related checks. */
export function rateQuestion(options: {
  readonly question: AnsweredQuestion;
  readonly checks: ReadonlyMap<string, ScoredCheck>;
  /** What unknown verdicts count as; unknown when not set. */
  readonly unknownAs?: 'unknown' | 'pass' | 'fail';
}): QuestionRating {
  const { question, checks, unknownAs = 'unknown' } = options;
  const mean = new WeightedMean();
  const decided = new WeightedMean();
  let applicable = false;
  let criticalFailure = false;
  let highFailure = false;
  let highUnknown = false;
  for (const { check, primary, severity, weight } of listAnswers(question)) {
    const scored = checks.get(check);
    if (!scored || scored.waived || scored.verdict === 'not-applicable') continue;
    applicable = true;
    const verdict = scored.verdict === 'unknown' ? unknownAs : scored.verdict;
    const high = primary && severity === 'high';
    if (verdict === 'fail') {
      criticalFailure ||= severity === 'critical';
      highFailure ||= high;
    }
    if (verdict === 'unknown') {
      highUnknown ||= high;
      decided.add(weight, 0);
    } else {
      mean.add(weight, lens.scoring.credit[verdict]);
      decided.add(weight, 1);
    }
  }
  // Without a single applicable check nothing is left undecided.
  if (!applicable) return { risk: 'NOT_APPLICABLE', score: undefined, coverage: 1 };
  const score = mean.value;
  const coverage = decided.value ?? 1;
  return {
    risk: rateRisk(question, { criticalFailure, highFailure, highUnknown, score, coverage }),
    score: score === undefined ? undefined : score * 100,
    coverage,
  };
}
