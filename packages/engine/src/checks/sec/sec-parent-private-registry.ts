import { defineCheck } from '../../contract/check';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';
import { judgeReferences, ReferenceJudgement } from '../../facts/image/judgeReferences';
import { ExternalReference } from '../../facts/dockerfile/resolvedDockerfile';
import { ParentKnowledge, parentKnowledge } from '../../facts/parent/parentKnowledge';

/** Parents come from a private or trusted registry. */
export const secParentPrivateRegistry = defineCheck({
  id: 'sec-parent-private-registry',
  needs: { units: imageUnits, parents: parentKnowledge },
  absentReason: 'The repository builds no image.',
  judge: ({ units, parents }) =>
    eachImage(units, dockerfile =>
      judgeReferences({
        dockerfile,
        judge: reference => judgeReference(reference, parents),
        passes: 'Every image of the build comes from a private registry.',
      }),
    ),
});

function judgeReference(
  { source, inFinalChain }: ExternalReference,
  parents: ParentKnowledge,
): ReferenceJudgement {
  if (source.kind === 'unresolved') {
    return {
      verdict: 'unknown',
      message: `Where ${source.text} comes from is not known: ${source.reason}.`,
    };
  }
  const { image } = source;
  const host = parents.hostClass(image);
  if (host === 'private') {
    return { verdict: 'pass', message: `${image.text} comes from a private registry.` };
  }
  if (host === 'unknown') {
    const message = `Whether ${image.host} is the organisation's registry is not known; add it to privateRegistries.`;
    return { verdict: 'unknown', message };
  }
  if (!inFinalChain) {
    return {
      verdict: 'warn',
      message: `A build stage reads ${image.text} from a public registry.`,
    };
  }
  if (host === 'trusted') {
    return image.digest === undefined
      ? { verdict: 'fail', message: `${image.text} comes from a public registry without a digest.` }
      : {
          verdict: 'warn',
          message: `${image.text} comes from a trusted public registry, pinned by digest.`,
        };
  }
  return {
    verdict: 'fail',
    message: `${image.text} comes from the public registry ${image.host}.`,
  };
}
