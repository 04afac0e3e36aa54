import { defineExamples } from '../checkExample';

const dockerfile = { Dockerfile: 'FROM node:22.11-slim\n' };
const on = 'on:\n  push:\n    branches: [main]\n';
const action = (tags: string, inputs = '') =>
  `      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          push: true\n          tags: ${tags}\n${inputs}`;
const sha = 'ghcr.io/acme/orders:${{ github.sha }}';
const build = (inputs = '') =>
  `  image:\n    runs-on: ubuntu-latest\n    steps:\n${action(sha, inputs)}`;
const deploy = (environment: string, needs: string, steps = '') =>
  `  ${environment}:\n    needs: ${needs}\n    runs-on: ubuntu-latest\n    environment: ${environment}\n    steps:\n${steps}      - run: helm upgrade --install orders chart -f chart/values-${environment}.yaml\n`;
const two = deploy('staging', 'image') + deploy('production', 'staging');
const workflow = (jobs: string, name = 'ci', trigger = on) => ({
  [`.github/workflows/${name}.yml`]: `${trigger}jobs:\n${jobs}`,
});

export const examples = defineExamples('ops-image-build-once', [
  {
    title: 'Built once, deployed twice',
    files: { ...dockerfile, ...workflow(build() + two) },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'The buildspec that Copilot generates packages every service for each environment',
    files: {
      ...dockerfile,
      'copilot/api/manifest.yml':
        'name: api\ntype: Load Balanced Web Service\nimage:\n  build: ./Dockerfile\n  port: 8080\nenvironments:\n  test:\n    count: 1\n  prod:\n    count: 2\n',
      'copilot/buildspec.yml':
        'version: 0.2\nphases:\n  build:\n    commands:\n      - >\n        for env in $pl_envs; do\n          for svc in $svcs; do\n            ./copilot-linux svc package -n $svc -e $env --output-dir ./infrastructure --tag $tag;\n          done;\n        done;\n',
    },
    verdict: 'fail',
    reason: '$pl_envs',
  },
  {
    title: 'The job of each environment builds the image',
    files: {
      ...dockerfile,
      ...workflow(
        `  staging:\n    runs-on: ubuntu-latest\n    environment: staging\n    steps:\n${action(sha)}      - run: helm upgrade --install orders chart\n${deploy('production', 'staging', action(sha))}`,
      ),
    },
    verdict: 'fail',
    at: '.github/workflows/ci.yml',
    showInDocs: true,
  },
  {
    title: 'Production gets an image of its own under another name',
    files: {
      ...dockerfile,
      ...workflow(
        `  staging:\n    runs-on: ubuntu-latest\n    steps:\n${action('ghcr.io/acme/orders:latest')}  prod:\n    needs: staging\n    runs-on: ubuntu-latest\n    environment: production\n    steps:\n${action('ghcr.io/acme/orders-prod:latest')}${deploy('qa', 'staging')}`,
      ),
    },
    verdict: 'fail',
    at: '.github/workflows/ci.yml',
  },
  {
    title: 'An image of the tests beside the image of the service',
    files: {
      ...dockerfile,
      ...workflow(
        `${build()}  suite:\n    runs-on: ubuntu-latest\n    steps:\n${action('ghcr.io/acme/orders-test:${{ github.sha }}')}${two}`,
      ),
    },
    verdict: 'pass',
  },
  {
    title: 'A matrix over environments',
    files: {
      ...dockerfile,
      ...workflow(
        `  image:\n    strategy:\n      matrix:\n        environment: [staging, production]\n    runs-on: ubuntu-latest\n    environment: \${{ matrix.environment }}\n    steps:\n${action('ghcr.io/acme/orders:${{ matrix.environment }}')}`,
      ),
    },
    verdict: 'fail',
    reason: 'staging, production',
  },
  {
    title: 'A matrix over platforms is one build',
    files: {
      ...dockerfile,
      ...workflow(
        `  image:\n    strategy:\n      matrix:\n        platform: [linux/amd64, linux/arm64]\n    runs-on: ubuntu-latest\n    steps:\n${action(sha, '          platforms: ${{ matrix.platform }}\n')}${two}`,
      ),
    },
    verdict: 'pass',
  },
  {
    title: 'Jobs for two platforms are one build',
    files: {
      ...dockerfile,
      ...workflow(
        `  image:\n    runs-on: ubuntu-latest\n    steps:\n${action('ghcr.io/acme/orders:amd64')}  arm:\n    runs-on: ubuntu-24.04-arm\n    steps:\n${action('ghcr.io/acme/orders:arm64')}${two}`,
      ),
    },
    verdict: 'pass',
  },
  {
    title: 'A loop over environments',
    files: {
      ...dockerfile,
      ...workflow(
        `  image:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          for env in dev staging prod; do\n            docker build -t ghcr.io/acme/orders:$env .\n            docker push ghcr.io/acme/orders:$env\n          done\n${two}`,
      ),
    },
    verdict: 'fail',
  },
  {
    title: 'Repositories for environments',
    files: {
      ...dockerfile,
      ...workflow(
        `  image:\n    runs-on: ubuntu-latest\n    steps:\n${action('ghcr.io/acme/orders-staging:1')}${action('ghcr.io/acme/orders-prod:1')}${two}`,
      ),
    },
    verdict: 'fail',
  },
  {
    title: 'Dockerfiles for environments',
    files: {
      'Dockerfile.staging': 'FROM node:22.11-slim\n',
      'Dockerfile.prod': 'FROM node:22.11-slim\n',
      ...workflow(
        `  a:\n    runs-on: ubuntu-latest\n    steps:\n${action(sha, '          file: Dockerfile.staging\n')}  b:\n    runs-on: ubuntu-latest\n    steps:\n${action(sha, '          file: Dockerfile.prod\n')}${deploy('staging', 'a')}${deploy('production', 'b')}`,
      ),
    },
    verdict: 'fail',
  },
  {
    title: 'The release builds again what main has built',
    files: {
      ...dockerfile,
      ...workflow(build() + deploy('staging', 'image')),
      ...workflow(
        build() + deploy('production', 'image'),
        'release',
        'on:\n  release:\n    types: [published]\n',
      ),
    },
    verdict: 'fail',
    reason: 'production',
  },
  {
    title: 'Another image of the repository is another build',
    files: {
      'api/Dockerfile': 'FROM node:22.11-slim\n',
      'worker/Dockerfile': 'FROM node:22.11-slim\n',
      ...workflow(
        `  image:\n    runs-on: ubuntu-latest\n    steps:\n${action('ghcr.io/acme/api:1', '          file: api/Dockerfile\n')}  worker:\n    runs-on: ubuntu-latest\n    steps:\n${action('ghcr.io/acme/worker:1', '          file: worker/Dockerfile\n')}${two}`,
      ),
    },
    verdict: 'pass',
  },
  {
    title: 'A weekly rebuild is no build for an environment',
    files: {
      ...dockerfile,
      ...workflow(build() + two),
      ...workflow(build(), 'weekly', "on:\n  schedule:\n    - cron: '0 4 * * 1'\n"),
    },
    verdict: 'pass',
  },
  {
    title: 'A build argument makes it the image of one environment',
    files: {
      ...dockerfile,
      ...workflow(build('          build-args: |\n            NODE_ENV=staging\n') + two),
    },
    verdict: 'warn',
    reason: 'NODE_ENV',
    showInDocs: true,
  },
  {
    title: 'A build argument for production',
    files: {
      ...dockerfile,
      ...workflow(build('          build-args: |\n            NODE_ENV=production\n') + two),
    },
    verdict: 'pass',
  },
  {
    title: 'A stage for development that is not shipped',
    files: {
      Dockerfile: 'FROM node:22.11-slim AS base\nFROM base AS development\nRUN npm i\nFROM base\n',
      ...workflow(build() + two),
    },
    verdict: 'warn',
    at: 'Dockerfile:2',
  },
  {
    title: 'One environment only',
    files: { ...dockerfile, ...workflow(build() + deploy('production', 'image')) },
    verdict: 'not-applicable',
  },
  {
    title: 'Environments of descriptors',
    files: {
      ...dockerfile,
      ...workflow(build()),
      'chart/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 1.0.0\n',
      'chart/templates/deployment.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: orders\nspec:\n  template:\n    spec:\n      containers:\n        - name: app\n          image: {{ .Values.image }}\n',
      'chart/values.yaml': 'image: ghcr.io/acme/orders:1\n',
      'chart/values-staging.yaml': 'replicas: 1\n',
      'chart/values-production.yaml': 'replicas: 2\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A base image has no environments',
    files: { ...dockerfile, ...workflow(build() + two) },
    annotations: { 'container-lens/workload-type': 'base-image' },
    verdict: 'not-applicable',
  },
  {
    title: 'The pipeline lives elsewhere',
    files: dockerfile,
    organisation: { ciElsewhere: true },
    verdict: 'unknown',
  },
  { title: 'No pipeline builds an image', files: dockerfile, verdict: 'not-applicable' },
  {
    title: 'Copilot builds for each environment it deploys to',
    files: {
      ...dockerfile,
      'copilot/orders/manifest.yml':
        'name: orders\ntype: Backend Service\nimage:\n  build: Dockerfile\n',
      ...workflow(
        '  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - run: copilot svc deploy --name orders --env test\n      - run: copilot svc deploy --name orders --env prod\n',
      ),
    },
    verdict: 'fail',
    reason: 'again for',
  },
  {
    title: 'Copilot deploys an image that exists',
    files: {
      ...dockerfile,
      'copilot/orders/manifest.yml':
        'name: orders\ntype: Backend Service\nimage:\n  location: ${IMAGE_URI}\n',
      ...workflow(
        `  image:\n    runs-on: ubuntu-latest\n    steps:\n${action(sha)}  deploy:\n    needs: image\n    runs-on: ubuntu-latest\n    steps:\n      - run: copilot svc deploy --name orders --env test\n      - run: copilot svc deploy --name orders --env prod\n`,
      ),
    },
    verdict: 'pass',
  },
  {
    title: 'A loop over environments is all that names them',
    files: {
      ...dockerfile,
      ...workflow(
        '  image:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          for env in dev prod; do\n            docker build --build-arg TARGET=$env -t ghcr.io/acme/orders-$env:1 .\n            docker push ghcr.io/acme/orders-$env:1\n          done\n',
      ),
    },
    verdict: 'fail',
  },
  {
    title: 'Two workflows build on the servers they deploy to',
    files: {
      Dockerfile: 'FROM node:22-slim\n',
      'compose.yaml': 'services:\n  web:\n    image: shop/web\n    build: .\n',
      '.github/workflows/deploy-staging.yml': `on: { push: { branches: [main] } }
jobs:
  deploy:
    runs-on: [self-hosted, staging]
    steps:
      - uses: actions/checkout@v4
      - run: docker compose build
      - run: docker compose up -d
`,
      '.github/workflows/deploy-production.yml': `on: { release: { types: [published] } }
jobs:
  deploy:
    runs-on: [self-hosted, production]
    steps:
      - uses: actions/checkout@v4
      - run: docker compose build
      - run: docker compose up -d
`,
    },
    verdict: 'fail',
  },
  {
    title: 'A Dockerfile for each environment',
    files: {
      'Dockerfile.dev': 'FROM node:22.11-slim\n',
      'Dockerfile.prod': 'FROM node:22.11-slim\n',
      ...workflow(
        '  dev:\n    runs-on: ubuntu-latest\n    environment: dev\n    steps:\n      - run: docker build -f Dockerfile.dev -t ghcr.io/acme/orders:dev . && docker push ghcr.io/acme/orders:dev\n  prod:\n    runs-on: ubuntu-latest\n    environment: production\n    steps:\n      - run: docker build -f Dockerfile.prod -t ghcr.io/acme/orders:prod . && docker push ghcr.io/acme/orders:prod\n',
      ),
    },
    verdict: 'fail',
  },
]);
