import { defineExamples } from '../checkExample';

const commit = 'a1b2c3d4'.repeat(5);
const digest = `sha256:${'a1b2c3d4'.repeat(8)}`;

function uses(...references: readonly string[]): Record<string, string> {
  const steps = references.map(reference => `      - uses: ${reference}\n`).join('');
  return {
    '.github/workflows/ci.yml': `on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n${steps}`,
  };
}

function job(lines: string): Record<string, string> {
  return {
    '.github/workflows/ci.yml': `on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n${lines}    steps:\n      - run: make\n`,
  };
}

export const examples = defineExamples('sec-ci-actions-pinned', [
  {
    title: 'Third-party actions by commit, those of GitHub by version',
    files: uses('actions/checkout@v4', `docker/build-push-action@${commit} # v6.9.0`),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A third-party action by branch',
    files: uses(
      'actions/checkout@v4',
      'docker/build-push-action@v6',
      'aquasecurity/trivy-action@master',
    ),
    verdict: 'fail',
    reason: 'trivy-action@master',
    at: '.github/workflows/ci.yml:8',
    showInDocs: true,
  },
  {
    title: 'Third-party actions by version tag',
    files: uses('docker/login-action@v3', 'aquasecurity/trivy-action@0.28.0'),
    verdict: 'warn',
    at: '.github/workflows/ci.yml:6',
    showInDocs: true,
  },
  {
    title: 'Only actions of GitHub',
    files: uses('actions/checkout@main', 'github/codeql-action/init@v3'),
    verdict: 'pass',
  },
  {
    title: 'A release branch is a branch',
    files: uses('pypa/gh-action-pypi-publish@release/v1'),
    verdict: 'fail',
  },
  {
    title: 'A channel is no version',
    files: uses('dtolnay/rust-toolchain@stable'),
    verdict: 'fail',
  },
  {
    title: 'A shortened commit is no commit',
    files: uses('docker/login-action@a1b2c3d'),
    verdict: 'fail',
  },
  { title: 'An action without a version', files: uses('docker/login-action'), verdict: 'fail' },
  {
    title: 'Only actions of this repository',
    files: {
      ...uses('./.github/actions/build'),
      '.github/actions/build/action.yml': 'runs:\n  using: composite\n  steps: []\n',
    },
    verdict: 'not-applicable',
  },
  {
    title: 'The own organisation needs no commit',
    files: uses('acme/actions/deploy@main'),
    annotations: { 'github.com/project-slug': 'acme/orders' },
    verdict: 'pass',
  },
  {
    title: 'Another organisation needs one',
    files: uses('acme/actions/deploy@main'),
    annotations: { 'github.com/project-slug': 'other/orders' },
    verdict: 'fail',
  },
  {
    title: 'A reusable workflow of another repository',
    files: {
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  all:\n    uses: acme/workflows/.github/workflows/container.yml@main\n',
    },
    verdict: 'fail',
    at: '.github/workflows/ci.yml:4',
  },
  {
    title: 'An action from an image by digest',
    files: uses(`docker://alpine@${digest}`),
    verdict: 'pass',
  },
  {
    title: 'An action from an image by version',
    files: uses('docker://alpine:3.20'),
    verdict: 'warn',
  },
  {
    title: 'An action from a floating image',
    files: uses('docker://alpine:latest'),
    verdict: 'fail',
  },
  {
    title: 'A job image with a version',
    files: job('    container: node:22.11\n'),
    verdict: 'pass',
  },
  {
    title: 'A floating job image',
    files: job('    container:\n      image: node:latest\n'),
    verdict: 'fail',
    reason: 'node:latest',
  },
  {
    title: 'A floating service image',
    files: job('    services:\n      db:\n        image: postgres\n'),
    verdict: 'fail',
    reason: 'postgres',
  },
  {
    title: 'A service image with a version',
    files: job('    services:\n      db:\n        image: postgres:17.2\n'),
    verdict: 'pass',
  },
  {
    title: 'A job image that is only known when the pipeline runs',
    files: job('    container: ${{ vars.IMAGE }}\n'),
    verdict: 'unknown',
  },
  {
    title: 'A template of GitLab and a project by tag',
    files: {
      '.gitlab-ci.yml':
        'include:\n  - template: Jobs/Secret-Detection.gitlab-ci.yml\n  - project: acme/ci\n    ref: v1.4.0\n    file: /container.yml\nbuild:\n  image: node:22.11\n  script: [make]\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A project of GitLab without a reference',
    files: {
      '.gitlab-ci.yml': 'include:\n  - project: acme/ci\n    file: /container.yml\n',
    },
    verdict: 'fail',
    reason: 'acme/ci',
  },
  {
    title: 'A remote include by branch',
    files: {
      '.gitlab-ci.yml': 'include:\n  - remote: https://gitlab.com/acme/ci/-/raw/main/a.yml\n',
    },
    verdict: 'fail',
  },
  {
    title: 'A floating job image of GitLab',
    files: { '.gitlab-ci.yml': 'build:\n  image: node\n  script: [make]\n' },
    verdict: 'fail',
    at: '.gitlab-ci.yml:2',
  },
  { title: 'Nothing from elsewhere', files: job(''), verdict: 'not-applicable' },
  { title: 'No pipeline', files: { Dockerfile: 'FROM scratch\n' }, verdict: 'not-applicable' },
  {
    title: 'The pipeline lives elsewhere',
    files: { Dockerfile: 'FROM scratch\n' },
    organisation: { ciElsewhere: true },
    verdict: 'unknown',
  },
]);
