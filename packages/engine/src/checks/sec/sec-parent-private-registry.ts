import { defineCheck } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';
import { ExternalReference } from '../../facts/dockerfile/resolvedDockerfile';
import { ParentKnowledge, parentKnowledge } from '../../facts/parent/parentKnowledge';

type Grade = 'private' | 'weak' | 'public' | 'unknown';

/** Parents come from a private or trusted registry. */
export const secParentPrivateRegistry = defineCheck({
  id: 'sec-parent-private-registry',
  needs: { units: imageUnits, parents: parentKnowledge },
  absentReason: 'The repository builds no image.',
  judge: ({ units, parents }) =>
    eachImage(units, (dockerfile): Judgement => {
      const { references, path } = dockerfile;
      if (references.length === 0) {
        return { verdict: 'not-applicable', reason: 'The build reads no image of a registry.' };
      }
      const graded = references.map(reference => ({ reference, ...grade(reference, parents) }));
      const select = (wanted: Grade): Finding[] =>
        graded
          .filter(({ grade: found }) => found === wanted)
          .map(({ message, reference }) => ({ message, path, line: reference.line }));
      const [bad, ...worse] = select('public');
      if (bad) {
        return { verdict: 'fail', reason: bad.message, findings: [bad, ...worse] };
      }
      const [weak, ...weaker] = select('weak');
      if (weak) {
        return { verdict: 'warn', reason: weak.message, findings: [weak, ...weaker] };
      }
      const unknown = select('unknown');
      if (unknown[0]) {
        const reason = unknown[0].message;
        return { verdict: 'unknown', code: 'unresolved-variable', reason, evidence: unknown };
      }
      const reason = 'Every image of the build comes from a private registry.';
      return { verdict: 'pass', reason, evidence: select('private') };
    }),
});

function grade(
  { source, inFinalChain }: ExternalReference,
  parents: ParentKnowledge,
): { grade: Grade; message: string } {
  if (source.kind === 'unresolved') {
    return {
      grade: 'unknown',
      message: `Where ${source.text} comes from is not known: ${source.reason}.`,
    };
  }
  const { image } = source;
  const host = parents.hostClass(image);
  if (host === 'private') {
    return { grade: 'private', message: `${image.text} comes from a private registry.` };
  }
  if (host === 'unknown') {
    const message = `Whether ${image.host} is the organisation's registry is not known; add it to privateRegistries.`;
    return { grade: 'unknown', message };
  }
  if (!inFinalChain) {
    return { grade: 'weak', message: `A build stage reads ${image.text} from a public registry.` };
  }
  if (host === 'trusted') {
    return image.digest === undefined
      ? { grade: 'public', message: `${image.text} comes from a public registry without a digest.` }
      : {
          grade: 'weak',
          message: `${image.text} comes from a trusted public registry, pinned by digest.`,
        };
  }
  return {
    grade: 'public',
    message: `${image.text} comes from the public registry ${image.host}.`,
  };
}
