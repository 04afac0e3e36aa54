import { Judgement } from '../../contract/verdict';
import { lens } from '../../lens/lens';

/**
 * The worst judgement of the parts of one thing, in the catalogue's order. The findings of parts with the same verdict
 * stay together.
 *
 * @public
 */
export function worstJudgement(
  parts: readonly { readonly name: string; readonly judgement: Judgement }[],
): Judgement {
  const verdict = lens.verdictOrder.find(candidate =>
    parts.some(({ judgement }) => judgement.verdict === candidate),
  );
  const same = parts.flatMap(({ judgement }) => (judgement.verdict === verdict ? [judgement] : []));
  const [first, ...rest] = same;
  if (!first) return { verdict: 'not-applicable', reason: 'There is nothing to judge.' };
  if (first.verdict === 'fail' || first.verdict === 'warn') {
    const more = rest.flatMap(judgement => ('findings' in judgement ? judgement.findings : []));
    return { ...first, findings: [...first.findings, ...more] };
  }
  return first;
}
