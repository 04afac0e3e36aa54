import { defineExamples } from '../checkExample';
import { manifest } from '../deployedExamples';

const attested = (answer: string, until = '2027-04-01') => ({
  '.container-lens.yaml': `attestations:
  - check: sec-runtime-detection
    answer: ${answer}
    statement: GuardDuty watches EKS and ECS in every account
    evidence_url: https://example.com/guardduty
    attested_by: group:default/security
    attested_at: 2026-11-01
    expires_at: ${until}
`,
});
const dockerfile = { Dockerfile: 'FROM node:22-slim\n' };

export const examples = defineExamples('sec-runtime-detection', [
  {
    title: 'An attestation',
    files: { ...dockerfile, ...attested('yes') },
    verdict: 'pass',
    reason: 'GuardDuty watches',
    showInDocs: true,
  },
  {
    title: 'An attestation that says no',
    files: { ...dockerfile, ...attested('no') },
    verdict: 'fail',
    at: '.container-lens.yaml',
    showInDocs: true,
  },
  {
    title: 'An attestation in its last days',
    files: { ...dockerfile, ...attested('yes', '2026-12-05') },
    verdict: 'warn',
  },
  {
    title: 'An expired attestation',
    files: { ...dockerfile, ...attested('yes', '2026-11-22') },
    verdict: 'unknown',
    reason: 'has expired',
  },
  {
    title: 'Nothing is known',
    files: dockerfile,
    verdict: 'unknown',
    reason: 'Nobody has attested',
  },
  {
    title: 'Falco as DaemonSet in the same manifests',
    files: {
      ...manifest(),
      ...manifest({
        kind: 'DaemonSet',
        name: 'falco',
        image: 'docker.io/falcosecurity/falco:0.42.0',
        path: 'k8s/falco.yaml',
      }),
    },
    verdict: 'pass',
    reason: 'DaemonSet/falco',
  },
  { title: 'A Deployment without sensor', files: manifest(), verdict: 'unknown' },
  {
    title: 'A function',
    files: dockerfile,
    annotations: { 'container-lens/workload-type': 'function' },
    verdict: 'not-applicable',
  },
]);
