import { Finding, Judgement } from '../../contract/verdict';
import { ExternalReference, ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';

/** What is to say of one image that a build reads. */
export interface ReferenceJudgement {
  readonly verdict: 'pass' | 'warn' | 'fail' | 'unknown';
  readonly message: string;
}

/**
 * Judges every image that a build reads from a registry, and combines: the worst decides, and what is wrong elsewhere
 * stands beside it.
 */
export function judgeReferences(options: {
  readonly dockerfile: ResolvedDockerfile;
  readonly judge: (reference: ExternalReference) => ReferenceJudgement;
  /** The reason of a pass. */
  readonly passes: string;
}): Judgement {
  const { references, path } = options.dockerfile;
  if (references.length === 0) {
    return { verdict: 'not-applicable', reason: 'The build reads no image of a registry.' };
  }
  const judged = references.map(reference => {
    const { verdict, message } = options.judge(reference);
    return { verdict, finding: { message, path, line: reference.line } };
  });
  const select = (verdict: ReferenceJudgement['verdict']): Finding[] =>
    judged.filter(one => one.verdict === verdict).map(one => one.finding);
  const weak = select('warn');
  const [bad, ...worse] = select('fail');
  if (bad) {
    return { verdict: 'fail', reason: bad.message, findings: [bad, ...worse, ...weak] };
  }
  const [first, ...others] = weak;
  if (first) {
    return { verdict: 'warn', reason: first.message, findings: [first, ...others] };
  }
  const unknown = select('unknown');
  if (unknown[0]) {
    const reason = unknown[0].message;
    return { verdict: 'unknown', code: 'unresolved-variable', reason, evidence: unknown };
  }
  return { verdict: 'pass', reason: options.passes, evidence: select('pass') };
}
