import { defineCheck } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { CodeOwners, codeOwners } from '../../facts/ciSecurity/codeOwners';
import { scm } from '../../facts/scm/scm';

/** Changes to the image definition and the pipeline are reviewed. */
export const secCiChangeControl = defineCheck({
  id: 'sec-ci-change-control',
  needs: { host: scm, owners: codeOwners },
  judge: ({ host, owners }) => [
    { unit: 'repository', judgement: judge(host.defaultBranch, host.codeOwnersCover ?? owners) },
  ],
});

interface BranchRule {
  readonly requiresPullRequest: boolean;
  readonly requiredApprovals: number;
  readonly requiresStatusChecks: boolean;
  readonly bypassableByEveryone: boolean;
}

function judge(rule: BranchRule | undefined, owners: Partial<CodeOwners>): Judgement {
  if (!rule) {
    const reason = 'The Git host does not tell how the default branch is protected.';
    return { verdict: 'unknown', code: 'access-denied', reason };
  }
  const missing = findMissing(rule);
  if (missing !== undefined)
    return { verdict: 'fail', reason: missing, findings: [{ message: missing }] };
  const weak: Finding[] = [];
  if (!rule.requiresStatusChecks) {
    weak.push({ message: 'Changes can be merged without passing status checks.' });
  }
  const places = [
    owners.dockerfiles ? '' : 'the Dockerfiles',
    owners.ciFiles ? '' : 'the CI files',
  ];
  const uncovered = places.filter(place => place !== '').join(' and ');
  if (uncovered !== '') {
    const message = `CODEOWNERS does not cover ${uncovered}.`;
    weak.push({ message, path: owners.path, line: owners.path === undefined ? undefined : 1 });
  }
  const [first, ...others] = weak;
  if (first) {
    const reason = `Reviews are required, but: ${weak.map(({ message }) => message).join(' ')}`;
    return { verdict: 'warn', reason, findings: [first, ...others] };
  }
  const reason =
    'The default branch needs an approved request and passing checks, and CODEOWNERS covers Dockerfiles and CI files.';
  return { verdict: 'pass', reason, evidence: [{ message: reason, path: owners.path }] };
}

function findMissing(rule: BranchRule): string | undefined {
  if (!rule.requiresPullRequest) return 'The default branch accepts direct pushes.';
  if (rule.requiredApprovals < 1) return 'Nobody needs to approve a change of the default branch.';
  return rule.bypassableByEveryone
    ? 'Everyone may bypass the rule of the default branch.'
    : undefined;
}
