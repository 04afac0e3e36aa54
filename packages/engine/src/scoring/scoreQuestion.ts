import { QuestionScore, Risk } from '../contract/scorecard';
import { Verdict } from '../contract/verdict';
import { AnsweredQuestion, findLensCheck, lens } from '../lens/lens';
import { ScoredCheck } from './scoredCheck';
import { weightedMean } from './weightedMean';

interface Answer {
  readonly primary: boolean;
  readonly severity: string;
  readonly weight: number;
  readonly verdict: Exclude<Verdict, 'not-applicable'>;
}

function collectAnswers(
  question: AnsweredQuestion,
  checks: ReadonlyMap<string, ScoredCheck>,
): Answer[] {
  const { primaryFactor, relatedFactor } = lens.scoring;
  const answers: Answer[] = [];
  for (const [ids, factor] of [
    [question.primaryChecks, primaryFactor],
    [question.relatedChecks, relatedFactor],
  ] as const) {
    for (const id of ids) {
      const check = checks.get(id);
      const metadata = findLensCheck(id);
      if (!check || !metadata || check.waived || check.verdict === 'not-applicable') continue;
      answers.push({
        primary: ids === question.primaryChecks,
        severity: metadata.severity,
        weight: metadata.weight * factor,
        verdict: check.verdict,
      });
    }
  }
  return answers;
}

/** The catalogue's `risk_rules_in_order`: the first that holds. */
function rateRisk(options: {
  readonly question: AnsweredQuestion;
  readonly answers: readonly Answer[];
  readonly score: number | undefined;
  readonly coverage: number;
}): Risk {
  const { question, answers, score, coverage } = options;
  if (answers.length === 0) return 'NOT_APPLICABLE';
  const has = (severity: string, verdict: Verdict, among = answers) =>
    among.some(answer => answer.severity === severity && answer.verdict === verdict);
  const primary = answers.filter(answer => answer.primary);
  if (has('critical', 'fail')) return 'HIGH';
  if (question.highRiskEligible && has('high', 'fail', primary)) return 'HIGH';
  if (coverage < 0.5 || score === undefined) return 'UNANSWERED';
  if (score < 0.4) return 'HIGH';
  if (score < 0.85 || has('high', 'fail', primary) || has('high', 'unknown', primary)) {
    return 'MEDIUM';
  }
  return 'NONE';
}

/** Scores one question from the verdicts of its primary and related checks. */
export function scoreQuestion(options: {
  readonly question: AnsweredQuestion;
  readonly checks: ReadonlyMap<string, ScoredCheck>;
}): QuestionScore {
  const { question, checks } = options;
  const answers = collectAnswers(question, checks);
  const { credit } = lens.scoring;
  const score = weightedMean(
    answers.flatMap(({ weight, verdict }) =>
      verdict === 'unknown' ? [] : [{ weight, value: credit[verdict] }],
    ),
  );
  // Without a single applicable check nothing is left undecided.
  const coverage =
    weightedMean(
      answers.map(({ weight, verdict }) => ({ weight, value: verdict === 'unknown' ? 0 : 1 })),
    ) ?? 1;
  return {
    id: question.id,
    pillar: question.pillar,
    text: question.text,
    risk: rateRisk({ question, answers, score, coverage }),
    ...(score === undefined ? {} : { score: score * 100 }),
    coverage,
    weight: question.weight,
    checks: [...question.primaryChecks, ...question.relatedChecks],
  };
}
