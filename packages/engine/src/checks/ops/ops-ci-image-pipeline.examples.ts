import { defineExamples } from '../checkExample';

const dockerfile = { Dockerfile: 'FROM node:22.11-slim\n' };
const onMain = '  push:\n    branches: [main]\n';
const both = `${onMain}  pull_request:\n`;
const build = (push: string) =>
  `  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          push: ${push}\n          tags: ghcr.io/acme/orders:\${{ github.sha }}\n`;
const deploy = (settings = '') =>
  `  deploy:\n    needs: image\n    runs-on: ubuntu-latest\n${settings}    steps:\n      - run: helm upgrade --install orders chart\n`;
const guarded = "${{ github.event_name == 'push' }}";
const onPush = "    if: github.event_name == 'push'\n";
const workflow = (on: string, jobs: string) => ({
  ...dockerfile,
  '.github/workflows/ci.yml': `on:\n${on}jobs:\n${jobs}`,
});

export const examples = defineExamples('ops-ci-image-pipeline', [
  {
    title: 'Built for requests, pushed from main, deployed by the next job',
    files: workflow(both, build(guarded) + deploy(onPush)),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'The pipeline of Copilot builds and deploys what reaches main',
    files: {
      ...dockerfile,
      'copilot/api/manifest.yml':
        'name: api\ntype: Load Balanced Web Service\nimage:\n  build: ./Dockerfile\n  port: 8080\n',
      'copilot/pipelines/main/manifest.yml':
        'name: main\nversion: 1\nsource:\n  provider: GitHub\n  properties:\n    branch: main\n    repository: https://github.com/acme/orders\nstages:\n  - name: test\n  - name: prod\n',
      'copilot/pipelines/main/buildspec.yml':
        'version: 0.2\nphases:\n  build:\n    commands:\n      - ./copilot-linux svc package -n api -e prod --upload-assets\n',
    },
    verdict: 'warn',
    reason: 'No pull or merge request builds the image',
  },
  {
    title: 'A task of a Taskfile builds and pushes',
    files: {
      ...workflow(
        both,
        `  image:\n    runs-on: ubuntu-latest\n    steps:\n      - run: task build\n      - run: task push\n        if: github.event_name == 'push'\n${deploy(onPush)}`,
      ),
      'Taskfile.yml':
        "version: '3'\nvars: { IMAGE: ghcr.io/acme/orders }\ntasks:\n  build: docker build -t {{.IMAGE}} .\n  push:\n    cmds:\n      - docker push {{.IMAGE}}\n",
    },
    verdict: 'pass',
  },
  {
    title: 'An expression decides whether buildx pushes',
    files: workflow(
      both,
      `  image:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker buildx build -t ghcr.io/acme/orders \${{ github.event_name == 'push' && '--push' || '--load' }} .\n${deploy(onPush)}`,
    ),
    verdict: 'pass',
  },
  { title: 'No pipeline at all', files: dockerfile, verdict: 'fail', showInDocs: true },
  {
    title: 'Only by hand',
    files: workflow('  workflow_dispatch:\n', build('true') + deploy()),
    verdict: 'fail',
    at: '.github/workflows/ci.yml:7',
  },
  {
    title: 'No build for requests',
    files: workflow(onMain, build('true') + deploy()),
    verdict: 'warn',
    reason: 'merge request',
    showInDocs: true,
  },
  {
    title: 'Nothing delivers the image',
    files: workflow(both, build(guarded)),
    verdict: 'warn',
    reason: 'delivered',
  },
  {
    title: 'Delivery by manual dispatch only',
    files: {
      ...workflow(both, build(guarded)),
      '.github/workflows/deploy.yml':
        'on:\n  workflow_dispatch:\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - run: helm upgrade --install orders chart\n',
    },
    verdict: 'warn',
    reason: 'by hand',
    at: '.github/workflows/deploy.yml',
  },
  {
    title: 'Requests push the image as well',
    files: workflow(both, build('true') + deploy(onPush)),
    verdict: 'warn',
    reason: 'pull requests',
  },
  {
    title: 'Every branch pushes the image',
    files: workflow('  push:\n  pull_request:\n', build(guarded) + deploy(onPush)),
    verdict: 'warn',
    reason: 'every branch',
  },
  {
    title: 'Tags push the image, and a schedule builds it anew',
    files: workflow(
      "  push:\n    tags: ['v*']\n  schedule:\n    - cron: '0 4 * * 1'\n  pull_request:\n",
      build("${{ github.event_name != 'pull_request' }}") +
        deploy("    if: github.event_name != 'pull_request'\n"),
    ),
    verdict: 'pass',
  },
  {
    title: 'Argo CD delivers what the pipeline pushes',
    files: {
      ...workflow(both, build(guarded)),
      'deploy/application.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: orders\n',
    },
    verdict: 'pass',
  },
  {
    title: 'The catalog names the Argo CD application',
    files: {
      ...workflow(both, build(guarded)),
      'catalog-info.yaml':
        'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: orders\n  annotations:\n    argocd/app-name: orders\n',
    },
    verdict: 'pass',
  },
  {
    title: 'The entity names where it is delivered from',
    files: workflow(both, build(guarded)),
    annotations: { 'container-lens/delivery': 'https://github.com/acme/deployments' },
    verdict: 'pass',
  },
  {
    title: 'A base image is not delivered',
    files: workflow(both, build(guarded)),
    annotations: { 'container-lens/workload-type': 'base-image' },
    verdict: 'pass',
  },
  {
    title: 'A build that nothing pushes',
    files: workflow(both, build('false')),
    verdict: 'warn',
    reason: 'pushes',
  },
  {
    title: 'The pipeline lives elsewhere',
    files: dockerfile,
    organisation: { ciElsewhere: true },
    verdict: 'unknown',
  },
  {
    title: 'A workflow of another repository',
    files: workflow(both, '  image:\n    uses: acme/workflows/.github/workflows/image.yml@v1\n'),
    verdict: 'unknown',
  },
  {
    title: 'A buildspec does not say what starts it',
    files: {
      ...dockerfile,
      'buildspec.yml':
        'version: 0.2\nphases:\n  build:\n    commands:\n      - docker build -t $REPO:1 .\n      - docker push $REPO:1\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'Tests alone build no image',
    files: workflow(
      both,
      '  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n',
    ),
    verdict: 'fail',
  },
  {
    title: 'The entity deploys an image it does not build',
    files: { 'chart/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 1.0.0\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'The deployment is switched off',
    files: workflow(both, build(guarded) + deploy('    if: false\n')),
    verdict: 'warn',
  },
  {
    title: 'The build is switched off',
    files: workflow(both, build('true').replace('    runs-on', '    if: false\n    runs-on')),
    verdict: 'fail',
  },
  {
    title: 'A deployment beside the build, which does not wait for it',
    files: workflow(both, build(guarded) + deploy(onPush).replace('    needs: image\n', '')),
    verdict: 'warn',
  },
  {
    title: 'compose builds the image of developers for the tests alone',
    files: {
      'compose/production/Dockerfile': 'FROM python:3.13-slim\n',
      'compose/local/Dockerfile': 'FROM python:3.13-slim\n',
      'compose.local.yml':
        'services:\n  web: { build: { context: ., dockerfile: compose/local/Dockerfile } }\n',
      '.github/workflows/ci.yml': `on: { push: { branches: [main] } }
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: docker compose -f compose.local.yml build web
      - run: docker compose -f compose.local.yml run web pytest
`,
    },
    verdict: 'fail',
    reason: 'No pipeline builds',
  },
]);
