import { defineCheck } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { repositoryOf } from '../../facts/dockerfile/imageReference';
import { ResolvedDockerfile } from '../../facts/dockerfile/resolvedDockerfile';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';
import { matchesPattern } from '../../facts/matchesPattern';
import { ApprovedParent, approvedParents } from '../../facts/organisation/approvedParents';
import { optional } from '../../contract/fact';
import { normaliseRepository } from '../../facts/parent/normaliseRepository';
import { ParentKnowledge, parentKnowledge } from '../../facts/parent/parentKnowledge';

/** The parent image is one of those the organisation approves. */
export const relParentStandardized = defineCheck({
  id: 'rel-parent-standardized',
  needs: { units: imageUnits, parents: parentKnowledge, approved: optional(approvedParents) },
  absentReason: 'The repository builds no image.',
  judge: ({ units, parents, approved }) =>
    eachImage(units, dockerfile => judgeParent({ dockerfile, parents, approved })),
});

function judgeParent(options: {
  readonly dockerfile: ResolvedDockerfile;
  readonly parents: ParentKnowledge;
  readonly approved: readonly ApprovedParent[] | undefined;
}): Judgement {
  const { dockerfile, parents, approved } = options;
  const { parent, parentLine: line, path } = dockerfile;
  const at = (message: string) => ({ message, path, line });
  const unknown = (
    code: 'unresolved-variable' | 'no-source-configured',
    reason: string,
  ): Judgement => ({
    verdict: 'unknown',
    code,
    reason,
    evidence: [at(reason)],
  });
  if (parent.kind === 'scratch') {
    return { verdict: 'not-applicable', reason: 'The image starts from scratch.' };
  }
  if (parent.kind === 'unresolved') {
    return unknown('unresolved-variable', `${parent.text} is not known: ${parent.reason}.`);
  }
  if (approved === undefined) {
    return unknown(
      'no-source-configured',
      'The organisation lists no approved parents; set approvedParents.',
    );
  }
  const { image } = parent;
  const names = [repositoryOf(image), normaliseRepository(image)];
  // A list may write `node` for what Docker Hub calls docker.io/library/node.
  names.push(...names.map(name => name.replace(/^docker\.io\/(library\/)?/, '')));
  const entry = approved.find(({ repository }) =>
    names.some(name => matchesPattern(repository, name)),
  );
  if (entry?.status === 'approved') {
    const reason = `${image.text} is an approved parent.`;
    return { verdict: 'pass', reason, evidence: [at(reason)] };
  }
  if (entry) {
    const reason = `${image.text} is on the list of parents and deprecated${entry.reason === undefined ? '' : `: ${entry.reason.replace(/\.$/, '')}`}.`;
    return { verdict: 'warn', reason, findings: [at(reason)] };
  }
  const host = parents.hostClass(image);
  if (host === 'unknown') {
    return unknown(
      'no-source-configured',
      `${image.text} is not on the list of approved parents, and whether ${image.host} is the organisation's registry is not known.`,
    );
  }
  const reason =
    host === 'private'
      ? `${image.text} is in a private registry and not on the list of approved parents.`
      : `${image.text} is neither on the list of approved parents nor in a private registry.`;
  return { verdict: host === 'private' ? 'warn' : 'fail', reason, findings: [at(reason)] };
}
