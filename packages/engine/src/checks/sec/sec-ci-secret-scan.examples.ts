import { defineExamples } from '../checkExample';

function workflow(step: string): Record<string, string> {
  const text = step.replaceAll('\n', '\n        ');
  return {
    Dockerfile: 'FROM scratch\n',
    '.github/workflows/ci.yml': `on: [push, pull_request]\njobs:\n  secrets:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n      - ${text}\n`,
  };
}

const observedAt = '2026-11-21T12:00:00Z';
const off = { observedAt, secretScanning: { enabled: false, pushProtection: false } };
const hook =
  'repos:\n  - repo: https://git.example.com/gitleaks/gitleaks\n    rev: v8.21.2\n    hooks:\n      - id: gitleaks\n';

export const examples = defineExamples('sec-ci-secret-scan', [
  {
    title: 'gitleaks in the pipeline',
    files: workflow('uses: gitleaks/gitleaks-action@v2'),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'The Git host scans and refuses such pushes',
    files: { Dockerfile: 'FROM scratch\n' },
    scm: { observedAt, secretScanning: { enabled: true, pushProtection: true } },
    verdict: 'pass',
  },
  {
    title: 'The Git host scans without push protection',
    files: { Dockerfile: 'FROM scratch\n' },
    scm: { observedAt, secretScanning: { enabled: true, pushProtection: false } },
    verdict: 'warn',
    showInDocs: true,
  },
  {
    title: 'Nobody scans, and the Git host confirms it',
    files: workflow('run: npm test'),
    scm: off,
    verdict: 'fail',
    showInDocs: true,
  },
  {
    title: 'Nobody scans, and the Git host was not asked',
    files: workflow('run: npm test'),
    verdict: 'unknown',
    showInDocs: true,
  },
  {
    title: 'The Git host does not scan, but a gating step does',
    files: workflow('run: gitleaks git --redact .'),
    scm: off,
    verdict: 'pass',
  },
  {
    title: 'Only a hook',
    files: { '.pre-commit-config.yaml': hook },
    verdict: 'warn',
    reason: 'hook',
    at: '.pre-commit-config.yaml:5',
  },
  {
    title: 'The pipeline runs the hooks',
    files: { ...workflow('uses: pre-commit/action@v3.0.1'), '.pre-commit-config.yaml': hook },
    verdict: 'pass',
  },
  {
    title: 'A step that may fail',
    files: workflow('uses: gitleaks/gitleaks-action@v2\ncontinue-on-error: true'),
    verdict: 'warn',
    at: '.github/workflows/ci.yml',
  },
  {
    title: 'A failure that is swallowed',
    files: workflow('run: gitleaks detect --source . || true'),
    verdict: 'warn',
  },
  {
    title: 'trivy with the secret scanner and an exit code',
    files: workflow('run: trivy fs --scanners secret --exit-code 1 .'),
    verdict: 'pass',
  },
  {
    title: 'trivy with the secret scanner and no exit code',
    files: workflow(
      'uses: aquasecurity/trivy-action@0.28.0\nwith:\n  scan-type: fs\n  scanners: vuln,secret',
    ),
    verdict: 'warn',
  },
  {
    title: 'The exit code of trivy stands in its configuration',
    files: {
      ...workflow('run: trivy repo --scanners vuln,secret .'),
      'trivy.yaml': 'exit-code: 1\n',
    },
    verdict: 'pass',
  },
  {
    title: 'trivy with other scanners only',
    files: workflow('run: trivy fs --scanners vuln,misconfig --exit-code 1 .'),
    verdict: 'unknown',
  },
  {
    title: 'trufflehog from its image, told to fail',
    files: workflow(
      'run: docker run --rm -v "$PWD:/repo" trufflesecurity/trufflehog:3.82 git file:///repo --fail',
    ),
    verdict: 'pass',
  },
  {
    title: 'trufflehog that never fails',
    files: workflow('run: trufflehog filesystem --json .'),
    verdict: 'warn',
  },
  {
    title: 'detect-secrets compares with its baseline',
    files: workflow(
      'run: git ls-files -z | xargs -0 detect-secrets-hook --baseline .secrets.baseline',
    ),
    verdict: 'pass',
  },
  {
    title: 'ggshield in the pipeline',
    files: workflow('run: pipx run ggshield secret scan ci'),
    verdict: 'pass',
  },
  {
    title: 'Asking for the version is no scan',
    files: workflow('run: gitleaks version'),
    scm: off,
    verdict: 'fail',
  },
  {
    title: 'The pipeline is a template of another repository',
    files: {
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  all:\n    uses: acme/workflows/.github/workflows/security.yml@v3\n',
    },
    scm: off,
    verdict: 'unknown',
    reason: 'acme/workflows',
  },
  {
    title: 'A tool of the organisation',
    files: workflow('uses: acme/scan-secrets@v2'),
    organisation: { extraTools: [{ kind: 'secret-scanner', action: 'acme/scan-secrets' }] },
    verdict: 'pass',
  },
]);
