import { defineExamples } from '../checkExample';

const record = {
  check: 'sec-ci-access-reviewed',
  answer: 'yes' as const,
  statement: 'Administrators of the CI organisation and of the build account were reviewed.',
  evidenceUrl: 'https://wiki.example.com/reviews/2026-09',
  attestedBy: 'group:default/security',
  attestedAt: '2026-09-01',
  expiresAt: '2027-01-31',
};
const files = { Dockerfile: 'FROM scratch\n' };
const observedAt = '2026-11-21T12:00:00Z';

export const examples = defineExamples('sec-ci-access-reviewed', [
  {
    title: 'A valid attestation',
    files,
    attestations: [record],
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'The access is not reviewed',
    files,
    attestations: [{ ...record, answer: 'no' }],
    verdict: 'fail',
    showInDocs: true,
  },
  {
    title: 'Nobody has attested anything',
    files,
    verdict: 'unknown',
    reason: 'Nobody has attested',
    showInDocs: true,
  },
  {
    title: 'The attestation ends within two weeks',
    files,
    attestations: [{ ...record, expiresAt: '2026-12-06' }],
    verdict: 'warn',
    reason: '2026-12-06',
  },
  {
    title: 'The attestation ends in fifteen days',
    files,
    attestations: [{ ...record, expiresAt: '2026-12-07' }],
    verdict: 'pass',
  },
  {
    title: 'The attestation has expired',
    files,
    attestations: [{ ...record, attestedAt: '2026-05-01', expiresAt: '2026-10-01' }],
    verdict: 'unknown',
    reason: 'expired',
  },
  {
    title: 'Reviewed, but too many administrators',
    files,
    attestations: [record],
    scm: { observedAt, administrators: 6 },
    verdict: 'warn',
    reason: '6 administrators',
  },
  {
    title: 'Five administrators are allowed',
    files,
    attestations: [record],
    scm: { observedAt, administrators: 5 },
    verdict: 'pass',
  },
  {
    title: 'Too many administrators, and nobody has attested anything',
    files,
    scm: { observedAt, administrators: 12 },
    verdict: 'warn',
  },
  {
    title: 'Few administrators alone prove no review',
    files,
    scm: { observedAt, administrators: 2 },
    verdict: 'unknown',
  },
  {
    title: 'The organisation wants fewer administrators',
    files,
    organisation: { parameters: { 'sec-ci-access-reviewed': { max_admins: 2 } } },
    attestations: [record],
    scm: { observedAt, administrators: 3 },
    verdict: 'warn',
  },
  {
    title: 'Too many administrators, and the access is not reviewed',
    files,
    attestations: [{ ...record, answer: 'no' }],
    scm: { observedAt, administrators: 12 },
    verdict: 'fail',
  },
  {
    title: 'Attested in the repository',
    files: {
      ...files,
      '.container-lens.yaml':
        'attestations:\n  - check: sec-ci-access-reviewed\n    answer: yes\n    statement: Reviewed.\n    evidence_url: https://wiki.example.com/reviews/2026-09\n    attested_by: group:default/security\n    attested_at: 2026-09-01\n    expires_at: 2027-01-31\n',
    },
    verdict: 'pass',
  },
]);
