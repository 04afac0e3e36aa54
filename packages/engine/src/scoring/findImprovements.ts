import { Improvement } from '../contract/scorecard';
import { AnsweredQuestion, findLensCheck, LensPart } from '../lens/lens';
import { overallValue } from './overallValue';
import { rateQuestion } from './rateQuestion';
import { ScoredCheck } from './scoredCheck';

function answers({ primaryChecks, relatedChecks }: AnsweredQuestion, id: string): boolean {
  return primaryChecks.includes(id) || relatedChecks.includes(id);
}

/**
 * What mending each failing or warning check would add to the overall value, the most valuable first. A check whose
 * question is mostly unknown may add nothing yet; it is listed with gain 0.
 *
 * @public
 */
export function findImprovements(
  part: LensPart,
  checks: ReadonlyMap<string, ScoredCheck>,
): Improvement[] {
  const ratings = part.questions.map(question => rateQuestion({ question, checks }));
  const before = overallValue(part, ratings) ?? 0;
  // One check at a time is mended in here; only the questions it answers are rated again.
  const mended = new Map(checks);
  const valueWith = (id: string) => {
    const changed = part.questions.map((question, index) =>
      answers(question, id) ? rateQuestion({ question, checks: mended }) : ratings[index]!,
    );
    return overallValue(part, changed) ?? 0;
  };
  const improvements: (Improvement & { weight: number })[] = [];
  for (const [id, check] of checks) {
    if (check.waived || (check.verdict !== 'fail' && check.verdict !== 'warn')) continue;
    mended.set(id, { ...check, verdict: 'pass' });
    const after = valueWith(id);
    mended.set(id, check);
    improvements.push({
      check: id,
      gain: Math.max(0, Math.round((after - before) * 1e8) / 1e8),
      weight: findLensCheck(id)?.weight ?? 0,
    });
  }
  return improvements
    .sort((a, b) => b.gain - a.gain || b.weight - a.weight || (a.check < b.check ? -1 : 1))
    .map(({ check, gain }) => ({ check, gain }));
}
