import { Improvement } from '../contract/scorecard';
import { findLensCheck, LensPart } from '../lens/lens';
import { ScoredCheck } from './scoredCheck';
import { scoreValue } from './scoreLens';

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
  const before = scoreValue(part, checks) ?? 0;
  const improvements: (Improvement & { weight: number })[] = [];
  for (const [id, check] of checks) {
    if (check.waived || (check.verdict !== 'fail' && check.verdict !== 'warn')) continue;
    const mended = new Map(checks).set(id, { ...check, verdict: 'pass' });
    const after = scoreValue(part, mended) ?? 0;
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
