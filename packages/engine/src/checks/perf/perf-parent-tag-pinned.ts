import { defineCheck } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { ExternalReference } from '../../facts/dockerfile/resolvedDockerfile';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';
import { ParentKnowledge, parentKnowledge } from '../../facts/parent/parentKnowledge';

/** No floating parent tags. */
export const perfParentTagPinned = defineCheck({
  id: 'perf-parent-tag-pinned',
  needs: { units: imageUnits, parents: parentKnowledge },
  absentReason: 'The repository builds no image.',
  judge: ({ units, parents }) =>
    eachImage(units, ({ references, path }): Judgement => {
      if (references.length === 0) {
        return { verdict: 'not-applicable', reason: 'The build reads no image of a registry.' };
      }
      const judged = references.map(reference => {
        const { verdict, message } = judgeReference(reference, parents);
        return { verdict, finding: { message, path, line: reference.line } };
      });
      const select = (verdict: string): Finding[] =>
        judged.filter(one => one.verdict === verdict).map(one => one.finding);
      const [bad, ...worse] = select('fail');
      if (bad) {
        return {
          verdict: 'fail',
          reason: bad.message,
          findings: [bad, ...worse, ...select('warn')],
        };
      }
      const [weak, ...weaker] = select('warn');
      if (weak) {
        return { verdict: 'warn', reason: weak.message, findings: [weak, ...weaker] };
      }
      const unknown = select('unknown');
      if (unknown[0]) {
        const reason = unknown[0].message;
        return { verdict: 'unknown', code: 'unresolved-variable', reason, evidence: unknown };
      }
      const reason = 'Every image of the build is pinned by a version or digest.';
      return { verdict: 'pass', reason, evidence: select('pass') };
    }),
});

function judgeReference({ source, inFinalChain }: ExternalReference, parents: ParentKnowledge) {
  if (source.kind === 'unresolved') {
    return { verdict: 'unknown', message: `${source.text} is not known: ${source.reason}.` };
  }
  const { image } = source;
  switch (parents.tag(image)) {
    case 'digest':
      return { verdict: 'pass', message: `${image.text} is pinned by digest.` };
    case 'pinned':
      return { verdict: 'pass', message: `${image.text} names a version.` };
    case 'loose':
      return {
        verdict: 'warn',
        message: `${image.text} moves with every minor release; name the minor version or a digest.`,
      };
    default: {
      const why = image.tag === undefined ? 'has no tag' : `uses the floating tag ${image.tag}`;
      return inFinalChain
        ? { verdict: 'fail', message: `${image.text} ${why}.` }
        : { verdict: 'warn', message: `${image.text} in a build stage ${why}.` };
    }
  }
}
