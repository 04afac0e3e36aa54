import { defineCheck } from '../../contract/check';
import { ExternalReference } from '../../facts/dockerfile/resolvedDockerfile';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';
import { judgeReferences, ReferenceJudgement } from '../../facts/image/judgeReferences';
import { ParentKnowledge, parentKnowledge } from '../../facts/parent/parentKnowledge';

/** No floating parent tags. */
export const perfParentTagPinned = defineCheck({
  id: 'perf-parent-tag-pinned',
  needs: { units: imageUnits, parents: parentKnowledge },
  absentReason: 'The repository builds no image.',
  judge: ({ units, parents }) =>
    eachImage(units, dockerfile =>
      judgeReferences({
        dockerfile,
        judge: reference => judgeReference(reference, parents),
        passes: 'Every image of the build is pinned by a version or digest.',
      }),
    ),
});

function judgeReference(
  { source, inFinalChain }: ExternalReference,
  parents: ParentKnowledge,
): ReferenceJudgement {
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
