import { defineExamples } from '../checkExample';

const good = 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nUSER 65532\nCMD ["node", "a.js"]\n';
const bad = 'FROM node:22-slim\nWORKDIR app\nADD . /app\nMAINTAINER me\n';

function workflow(...steps: readonly string[]): string {
  const list = steps.map(step => `      - ${step.replaceAll('\n', '\n        ')}\n`).join('');
  return `on: [push, pull_request]\njobs:\n  check:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n${list}`;
}

const linted = (step: string, dockerfile = good) => ({
  Dockerfile: dockerfile,
  '.github/workflows/ci.yml': workflow(step),
});

export const examples = defineExamples('sec-dockerfile-lint', [
  {
    title: 'hadolint in the pipeline, and nothing to report',
    files: linted('uses: hadolint/hadolint-action@v3.1.0\nwith:\n  dockerfile: Dockerfile'),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Nobody lints a Dockerfile with errors',
    files: { Dockerfile: bad },
    verdict: 'fail',
    reason: '3 lint errors: DL3000',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'A linted Dockerfile with errors',
    files: linted('run: hadolint --no-fail Dockerfile', bad),
    verdict: 'warn',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'No errors, and no lint step',
    files: { Dockerfile: good, '.github/workflows/ci.yml': workflow('run: npm test') },
    verdict: 'warn',
  },
  {
    title: 'Only a hook lints it',
    files: {
      Dockerfile: good,
      '.pre-commit-config.yaml':
        'repos:\n  - repo: https://git.example.com/hadolint/hadolint\n    rev: v2.12.0\n    hooks:\n      - id: hadolint-docker\n',
    },
    verdict: 'warn',
    reason: 'hook',
    at: '.pre-commit-config.yaml:5',
  },
  {
    title: 'Only a hook lints it, and it has errors',
    files: {
      Dockerfile: bad,
      'lefthook.yml': 'pre-commit:\n  commands:\n    docker:\n      run: hadolint {staged_files}\n',
    },
    verdict: 'warn',
  },
  {
    title: 'A pipeline runs all hooks',
    files: {
      ...linted('run: pipx run pre-commit run --all-files'),
      '.pre-commit-config.yaml':
        'repos:\n  - repo: https://git.example.com/hadolint/hadolint\n    rev: v2.12.0\n    hooks:\n      - id: hadolint\n',
    },
    verdict: 'pass',
  },
  {
    title: 'docker build --check',
    files: linted('run: docker build --check .'),
    verdict: 'pass',
  },
  {
    title: 'A build action that only checks',
    files: linted('uses: docker/build-push-action@v6\nwith:\n  context: .\n  call: check'),
    verdict: 'pass',
  },
  {
    title: 'Building an image is no lint',
    files: linted('run: docker build -t app .'),
    verdict: 'warn',
  },
  {
    title: 'hadolint from its image',
    files: linted('run: docker run --rm -i hadolint/hadolint:v2.12.0 < Dockerfile'),
    verdict: 'pass',
  },
  {
    title: 'checkov reads every kind of file',
    files: linted('run: pipx run checkov -d . --compact'),
    verdict: 'pass',
  },
  {
    title: 'checkov that reads Kubernetes only',
    files: linted('uses: bridgecrewio/checkov-action@v12\nwith:\n  framework: kubernetes,helm'),
    verdict: 'warn',
  },
  {
    title: 'trivy config over the repository',
    files: linted('run: trivy config --exit-code 1 .'),
    verdict: 'pass',
  },
  {
    title: 'trivy config over the chart does not see the Dockerfile',
    files: linted('run: trivy config --exit-code 1 deploy/chart'),
    verdict: 'warn',
  },
  {
    title: 'A scan of the image is no lint',
    files: linted(
      'uses: aquasecurity/trivy-action@0.28.0\nwith:\n  image-ref: app:1\n  exit-code: 1',
    ),
    verdict: 'warn',
  },
  {
    title: 'super-linter with its defaults',
    files: linted('uses: super-linter/super-linter@v7'),
    verdict: 'pass',
  },
  {
    title: 'super-linter that validates something else only',
    files: linted('uses: super-linter/super-linter/slim@v7\nenv:\n  VALIDATE_YAML: true'),
    verdict: 'warn',
  },
  {
    title: 'MegaLinter with Dockerfiles switched off',
    files: {
      ...linted('uses: oxsecurity/megalinter/flavors/javascript@v8'),
      '.mega-linter.yml': 'DISABLE: [DOCKERFILE, SPELL]\n',
    },
    verdict: 'warn',
  },
  {
    title: 'Inline ignores count',
    files: linted(
      'run: hadolint Dockerfile',
      'FROM node:22-slim\n# hadolint ignore=DL3020\nADD . /app\nWORKDIR /app\n',
    ),
    verdict: 'pass',
  },
  {
    title: 'The configuration of hadolint ignores a rule',
    files: {
      ...linted('run: hadolint Dockerfile', 'FROM node:22-slim\nMAINTAINER me\n'),
      '.hadolint.yaml': 'ignored:\n  - DL4000\n',
    },
    verdict: 'pass',
  },
  {
    title: 'An instruction before FROM',
    files: { Dockerfile: 'LABEL team=orders\nFROM node:22-slim\n' },
    verdict: 'fail',
    reason: 'DL3061',
    at: 'Dockerfile:1',
  },
  {
    title: 'A Dockerfile that cannot be read, and no lint step',
    files: { Dockerfile: 'FROM node:22-slim\nINSTALL everything\n' },
    verdict: 'unknown',
  },
  {
    title: 'A Dockerfile that cannot be read, linted in the pipeline',
    files: linted('run: hadolint Dockerfile', 'FROM node:22-slim\nINSTALL everything\n'),
    verdict: 'warn',
  },
  {
    title: 'The lint step names another Dockerfile',
    files: {
      'services/api/Dockerfile': good,
      'services/web/Dockerfile': good,
      '.github/workflows/ci.yml': workflow('run: hadolint services/api/Dockerfile'),
    },
    verdict: 'warn',
    at: 'services/web/Dockerfile',
  },
  {
    title: 'The pipeline is a template of another repository, and the Dockerfile has errors',
    files: {
      Dockerfile: bad,
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  all:\n    uses: acme/workflows/.github/workflows/container.yml@v3\n',
    },
    verdict: 'unknown',
    reason: 'acme/workflows',
  },
  {
    title: 'The pipeline is a template of another repository, and the Dockerfile is clean',
    files: {
      Dockerfile: good,
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  all:\n    uses: acme/workflows/.github/workflows/container.yml@v3\n',
    },
    verdict: 'warn',
  },
  {
    title: 'A tool of the organisation',
    files: linted('run: acme-lint Dockerfile'),
    organisation: { extraTools: [{ kind: 'lint', command: 'acme-lint' }] },
    verdict: 'pass',
  },
  {
    title: 'No Dockerfile',
    files: { 'package.json': '{}' },
    verdict: 'not-applicable',
  },
]);
