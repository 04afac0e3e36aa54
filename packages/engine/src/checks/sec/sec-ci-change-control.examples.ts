import { defineExamples } from '../checkExample';

const files = {
  Dockerfile: 'FROM scratch\n',
  '.github/workflows/ci.yml': 'on: push\njobs: {}\n',
};
const observedAt = '2026-11-21T12:00:00Z';
const strict = {
  requiresPullRequest: true,
  requiredApprovals: 1,
  requiresStatusChecks: true,
};
const both = { dockerfiles: true, ciFiles: true };

export const examples = defineExamples('sec-ci-change-control', [
  {
    title: 'Approval and checks are required, and both files have owners',
    files,
    scm: { observedAt, defaultBranch: strict, codeOwnersCover: both },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'The default branch accepts direct pushes',
    files,
    scm: {
      observedAt,
      defaultBranch: { ...strict, requiresPullRequest: false },
      codeOwnersCover: both,
    },
    verdict: 'fail',
    reason: 'direct pushes',
    showInDocs: true,
  },
  {
    title: 'A request without approval',
    files,
    scm: { observedAt, defaultBranch: { ...strict, requiredApprovals: 0 } },
    verdict: 'fail',
    reason: 'approve',
  },
  {
    title: 'A rule that everyone may bypass',
    files,
    scm: {
      observedAt,
      defaultBranch: { ...strict, bypassableByEveryone: true },
      codeOwnersCover: both,
    },
    verdict: 'fail',
    reason: 'bypass',
  },
  {
    title: 'Checks need not pass',
    files,
    scm: {
      observedAt,
      defaultBranch: { ...strict, requiresStatusChecks: false },
      codeOwnersCover: both,
    },
    verdict: 'warn',
    reason: 'status checks',
  },
  {
    title: 'CODEOWNERS leaves out the CI files',
    files,
    scm: {
      observedAt,
      defaultBranch: strict,
      codeOwnersCover: { dockerfiles: true, ciFiles: false },
    },
    verdict: 'warn',
    reason: 'the CI files',
  },
  {
    title: 'The host does not say, and the file of the repository covers both',
    files: { ...files, '.github/CODEOWNERS': '# all\n* @acme/team\n/.github/ @acme/platform\n' },
    scm: { observedAt, defaultBranch: strict },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'The file of the repository takes the workflows out again',
    files: { ...files, CODEOWNERS: '* @acme/team\n/.github/workflows/\n' },
    scm: { observedAt, defaultBranch: strict },
    verdict: 'warn',
    reason: 'the CI files',
    at: 'CODEOWNERS',
  },
  {
    title: 'The file of the repository names neither',
    files: { ...files, CODEOWNERS: '*.ts @acme/team\n' },
    scm: { observedAt, defaultBranch: strict },
    verdict: 'warn',
    reason: 'the Dockerfiles and the CI files',
  },
  {
    title: 'There is no CODEOWNERS file',
    files,
    scm: { observedAt, defaultBranch: strict },
    verdict: 'warn',
  },
  {
    title: 'The Git host was not asked',
    files,
    verdict: 'unknown',
    reason: 'not asked',
    showInDocs: true,
  },
  {
    title: 'The Git host keeps the rules to itself',
    files,
    scm: { observedAt, codeOwnersCover: both },
    verdict: 'unknown',
    reason: 'does not tell',
  },
  {
    title: 'The answer of the Git host is too old',
    files,
    scm: { observedAt: '2026-11-01T00:00:00Z', defaultBranch: strict },
    verdict: 'unknown',
  },
]);
