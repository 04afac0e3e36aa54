import { UnitJudgement } from '../../contract/check';
import { ReasonCode } from '../../contract/observation';
import { Finding, Judgement, Verdict } from '../../contract/verdict';
import { endSentence } from '../image/endSentence';
import { SourceLocation } from '../image/imageConfig';

/**
 * A judgement with one sentence that is both its reason and what was found at one place.
 *
 * @public
 */
export function judgementAt(
  verdict: Verdict,
  sentence: string,
  place?: Partial<SourceLocation>,
  code: ReasonCode = 'unresolved-variable',
): Judgement {
  const reason = endSentence(sentence);
  const finding: Finding = { message: reason, path: place?.path, line: place?.line };
  switch (verdict) {
    case 'pass':
      return { verdict, reason, evidence: [finding] };
    case 'unknown':
      return { verdict, reason, code, evidence: place === undefined ? [] : [finding] };
    case 'not-applicable':
      return { verdict, reason };
    default:
      return { verdict, reason, findings: [finding] };
  }
}

/** A judgement of the repository as a whole. @public */
export function ofRepository(judgement: Judgement): UnitJudgement[] {
  return [{ unit: 'repository', judgement }];
}
