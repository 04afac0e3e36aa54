import { ReasonCode } from '../../contract/observation';
import { Finding, Judgement } from '../../contract/verdict';

/**
 * Turns what was found into a judgement: the worst decides, and what is less wrong stands beside it. An open question
 * outranks a pass and nothing else.
 */
export function judgeFindings(found: {
  readonly fails?: readonly Finding[];
  readonly warns?: readonly Finding[];
  readonly unknowns?: readonly Finding[];
  readonly code?: ReasonCode;
  /** The reason of a pass, and what was looked at. */
  readonly passes: string;
  readonly evidence?: readonly Finding[];
}): Judgement {
  const { fails = [], warns = [], unknowns = [], passes, evidence = [] } = found;
  const [bad, ...worse] = fails;
  if (bad) return { verdict: 'fail', reason: bad.message, findings: [bad, ...worse, ...warns] };
  const [weak, ...weaker] = warns;
  if (weak) return { verdict: 'warn', reason: weak.message, findings: [weak, ...weaker] };
  if (unknowns[0]) {
    const code = found.code ?? 'unresolved-variable';
    return { verdict: 'unknown', code, reason: unknowns[0].message, evidence: unknowns };
  }
  return { verdict: 'pass', reason: passes, evidence };
}
