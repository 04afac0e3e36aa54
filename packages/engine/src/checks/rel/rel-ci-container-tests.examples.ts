import { defineExamples } from '../checkExample';

const dockerfile = { Dockerfile: 'FROM node:22.11-slim\n' };
const jobs = (text: string) => ({
  ...dockerfile,
  '.github/workflows/ci.yml': `on:\n  push:\n    branches: [main]\njobs:\n${text}`,
});
const head = (id: string, settings = '') =>
  `  ${id}:\n    runs-on: ubuntu-latest\n${settings}    steps:\n`;
const build = '      - run: docker build -t ghcr.io/acme/orders:1 .\n';
const push = '      - run: docker push ghcr.io/acme/orders:1\n';
const run = (text: string) =>
  `      - run: |\n${text
    .split('\n')
    .map(line => `          ${line}`)
    .join('\n')}\n`;
const tested = (text: string) => jobs(head('image') + build + run(text) + push);

export const examples = defineExamples('rel-ci-container-tests', [
  {
    title: 'The container is started and asked',
    files: tested(
      'docker run -d -p 8080:8080 ghcr.io/acme/orders:1\ncurl --fail --retry 5 http://localhost:8080/health',
    ),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Nothing looks at the container',
    files: jobs(head('image') + build + push),
    verdict: 'fail',
    showInDocs: true,
  },
  {
    title: 'Running it for its version asks nothing',
    files: tested('docker run --rm ghcr.io/acme/orders:1 --version'),
    verdict: 'fail',
  },
  {
    title: 'The failure of the probe is swallowed',
    files: tested(
      'docker run -d -p 8080:8080 ghcr.io/acme/orders:1\ncurl http://localhost:8080/health || true',
    ),
    verdict: 'warn',
    showInDocs: true,
  },
  {
    title: 'container-structure-test',
    files: tested('container-structure-test test --image ghcr.io/acme/orders:1 --config test.yaml'),
    verdict: 'pass',
  },
  {
    title: 'container-structure-test as an action',
    files: jobs(
      `${head('image') + build}      - uses: plexsystems/container-structure-test-action@v0.3.0\n        with:\n          image: ghcr.io/acme/orders:1\n          config: test.yaml\n${push}`,
    ),
    verdict: 'pass',
  },
  {
    title: 'dgoss',
    files: tested('dgoss run -p 8080:8080 ghcr.io/acme/orders:1'),
    verdict: 'pass',
  },
  {
    title: 'compose with a test service',
    files: tested('docker compose -f compose.test.yaml up --exit-code-from sut'),
    verdict: 'pass',
  },
  {
    title: 'compose, then a suite',
    files: tested('docker compose up -d\nnpx playwright test'),
    verdict: 'pass',
  },
  {
    title: 'compose starts a database for the unit tests of another job',
    files: jobs(`${head('test')}${run('npm test')}${head('image')}${build}${push}`),
    verdict: 'fail',
  },
  {
    title: 'A chart in a cluster of kind',
    files: jobs(
      `${head('image')}${build}      - uses: helm/kind-action@v1\n${run('kind load docker-image ghcr.io/acme/orders:1\nhelm install orders chart --wait\nhelm test orders')}${push}`,
    ),
    verdict: 'pass',
  },
  {
    title: 'A database is started, not the image',
    files: tested('docker run -d -p 5432:5432 postgres:17\ncurl http://localhost:3000/health'),
    verdict: 'fail',
  },
  {
    title: 'A download after the start is no probe',
    files: tested(
      'docker run -d ghcr.io/acme/orders:1\ncurl -fsSLO https://example.com/tool.tar.gz',
    ),
    verdict: 'fail',
  },
  {
    title: 'One request after the deployment',
    files: jobs(
      `${head('image')}${build}${push}${head('deploy', '    needs: image\n    environment: production\n')}${run('helm upgrade --install orders chart')}${run('curl --fail https://orders.example.com/health')}`,
    ),
    verdict: 'warn',
  },
  {
    title: 'A suite against staging, before production',
    files: jobs(
      `${head('image')}${build}${push}${head('staging', '    needs: image\n    environment: staging\n')}${run('helm upgrade --install orders chart\nnpm run test:e2e')}${head('production', '    needs: staging\n    environment: production\n')}${run('helm upgrade --install orders chart')}`,
    ),
    verdict: 'pass',
  },
  {
    title: 'The pipeline calls a workflow of another repository',
    files: jobs(
      `${head('image')}${build}${push}  verify:\n    needs: image\n    uses: acme/workflows/.github/workflows/verify.yml@v1\n`,
    ),
    verdict: 'unknown',
  },
  { title: 'No pipeline builds an image', files: dockerfile, verdict: 'not-applicable' },
  {
    title: 'compose starts only the database, then the tests of the code run',
    files: {
      ...tested('docker compose up -d db\nnpm run test:integration'),
      'compose.yaml':
        'services:\n  app:\n    build: .\n    depends_on: [db]\n  db:\n    image: postgres:17\n',
    },
    verdict: 'fail',
  },
  {
    title: 'The compose file knows only the database',
    files: {
      ...tested('docker compose -f docker/compose.ci.yaml up -d --wait\nnpm run test:integration'),
      'docker/compose.ci.yaml': 'services:\n  db:\n    image: postgres:17\n',
    },
    verdict: 'fail',
  },
  {
    title: 'compose starts a service that depends on the container',
    files: {
      ...tested('docker compose up -d proxy\nnpm run test:e2e'),
      'compose.yaml':
        'services:\n  app:\n    image: ghcr.io/acme/orders:1\n  proxy:\n    image: traefik:3.2\n    depends_on:\n      app: { condition: service_started }\n',
    },
    verdict: 'pass',
  },
  {
    title: 'GitLab starts the container as a service of the job that asks it',
    files: {
      ...dockerfile,
      '.gitlab-ci.yml':
        'build:\n  stage: build\n  script:\n    - docker build -t $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA .\n    - docker push $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA\nsmoke:\n  stage: test\n  services:\n    - name: $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA\n      alias: app\n  script:\n    - curl --fail http://app:8080/health\n',
    },
    verdict: 'pass',
  },
]);
