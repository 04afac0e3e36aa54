import {
  WireCheckResult,
  WireLens,
  WireScorecard,
} from '@container-lens/backstage-plugin-container-lens-common';
import { riskOrder } from '../presentation/risk';
import { severityOrder } from '../presentation/severity';
import { Verdict, verdictOrder } from '../presentation/verdict';

/** What is looked for among the checks. */
export interface CheckFilter {
  /** Verdicts to show; all when empty. */
  readonly verdicts: readonly Verdict[];
  /** Words that title, id, reason or findings of a check must contain, all of them, in any case. */
  readonly text: string;
}

/** A question with the checks that are shown under it. */
export interface ArrangedQuestion {
  readonly question: WireScorecard['questions'][number];
  /** Worst first. */
  readonly checks: readonly WireCheckResult[];
  /** Checks that count here too and are shown under another question. */
  readonly related: readonly WireCheckResult[];
}

/** A pillar with its questions, riskiest first. */
export interface ArrangedPillar {
  readonly pillar: WireScorecard['pillars'][number];
  readonly questions: readonly ArrangedQuestion[];
}

/** What the tab shows. */
export interface ArrangedChecks {
  /** Every check that is shown, worst first. */
  readonly results: readonly WireCheckResult[];
  readonly pillars: readonly ArrangedPillar[];
  /** Checks that are shown. */
  readonly shown: number;
  /** Checks of each verdict that contain the text, whatever verdicts are chosen. */
  readonly counts: Readonly<Record<Verdict, number>>;
}

/** Groups results by pillar and question, worst first, and leaves out what the filter does not ask for. */
export function arrangeChecks(options: {
  readonly scorecard: WireScorecard;
  readonly lens?: WireLens;
  readonly filter: CheckFilter;
}): ArrangedChecks {
  const { scorecard, lens, filter } = options;
  const words = filter.text.toLocaleLowerCase('en-US').split(/\s+/).filter(Boolean);
  const matching = scorecard.results.filter(result => containsAll(result, words));
  const chosen = matching.filter(
    ({ verdict }) => filter.verdicts.length === 0 || filter.verdicts.includes(verdict),
  );
  const results = new Map(chosen.map(result => [result.check, result]));
  const all = new Map(scorecard.results.map(result => [result.check, result]));
  const homes = homeQuestions(scorecard, lens);
  const filtering = words.length > 0 || filter.verdicts.length > 0;

  const questions = scorecard.questions
    .map(question => ({
      question,
      checks: question.checks
        .filter(check => homes.get(check) === question.id)
        .flatMap(check => results.get(check) ?? [])
        .sort(worstFirst),
      related: question.checks
        .filter(check => homes.get(check) !== question.id)
        .flatMap(check => (filtering ? results : all).get(check) ?? []),
    }))
    .filter(({ checks, related }) => checks.length > 0 || (!filtering && related.length > 0))
    .sort((a, b) => riskOrder.indexOf(a.question.risk) - riskOrder.indexOf(b.question.risk));

  return {
    results: [...chosen].sort(worstFirst),
    pillars: scorecard.pillars
      .map(pillar => ({
        pillar,
        questions: questions.filter(({ question }) => question.pillar === pillar.id),
      }))
      .filter(pillar => pillar.questions.length > 0),
    shown: chosen.length,
    counts: Object.fromEntries(
      verdictOrder.map(verdict => [
        verdict,
        matching.filter(result => result.verdict === verdict).length,
      ]),
    ) as Record<Verdict, number>,
  };
}

/**
 * A check is shown once: under the question the lens files it under. While the lens is not there, under a question of
 * its own pillar, else under the first that lists it.
 */
function homeQuestions(scorecard: WireScorecard, lens?: WireLens): Map<string, string> {
  const homes = new Map<string, string>();
  for (const { check, pillar } of scorecard.results) {
    const listing = scorecard.questions.filter(({ checks }) => checks.includes(check));
    const filed = lens?.checks.find(({ id }) => id === check)?.question;
    const home =
      listing.find(({ id }) => id === filed) ??
      listing.find(question => question.pillar === pillar) ??
      listing[0];
    if (home) {
      homes.set(check, home.id);
    }
  }
  return homes;
}

function containsAll(result: WireCheckResult, words: readonly string[]): boolean {
  if (words.length === 0) {
    return true;
  }
  const text = [
    result.title,
    result.check,
    ...result.units.flatMap(({ unit, reason, findings }) => [
      unit,
      reason,
      ...findings.flatMap(({ message, path }) => [message, path ?? '']),
    ]),
  ]
    .join(' ')
    .toLocaleLowerCase('en-US');
  return words.every(word => text.includes(word));
}

function worstFirst(a: WireCheckResult, b: WireCheckResult): number {
  return (
    Number(a.waived) - Number(b.waived) ||
    verdictOrder.indexOf(a.verdict) - verdictOrder.indexOf(b.verdict) ||
    severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity) ||
    a.title.localeCompare(b.title)
  );
}
