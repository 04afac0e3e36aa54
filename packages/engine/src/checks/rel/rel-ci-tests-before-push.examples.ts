import { defineExamples } from '../checkExample';

const dockerfile = { Dockerfile: 'FROM node:22.11-slim\nCOPY . /app\n' };
const build =
  '      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          push: true\n          tags: ghcr.io/acme/orders:1\n';
const top = 'on:\n  push:\n    branches: [main]\njobs:\n';
const jobs = (text: string, name = 'ci') => ({ [`.github/workflows/${name}.yml`]: top + text });
const job = (id: string, steps: string, settings = '') =>
  `  ${id}:\n    runs-on: ubuntu-latest\n${settings}    steps:\n      - uses: actions/checkout@v4\n${steps}`;
const run = (command: string, settings = '') => `      - run: ${command}\n${settings}`;
const one = (command: string) => ({ ...dockerfile, ...jobs(job('image', run(command) + build)) });

export const examples = defineExamples('rel-ci-tests-before-push', [
  {
    title: 'The image job waits for the test job',
    files: {
      ...dockerfile,
      ...jobs(job('test', run('npm test')) + job('image', build, '    needs: test\n')),
    },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'The image job does not wait for the test job',
    files: { ...dockerfile, ...jobs(job('test', run('npm test')) + job('image', build)) },
    verdict: 'warn',
    reason: 'before the image is pushed',
    at: '.github/workflows/ci.yml:9',
    showInDocs: true,
  },
  { title: 'No test at all', files: one('npm run build'), verdict: 'fail', showInDocs: true },
  { title: 'A test step in front of the push', files: one('npm test'), verdict: 'pass' },
  {
    title: 'A test step behind the push',
    files: { ...dockerfile, ...jobs(job('image', build + run('npm test'))) },
    verdict: 'warn',
  },
  {
    title: 'The failure of the test is swallowed',
    files: one('npm test || true'),
    verdict: 'warn',
    reason: 'without stopping',
  },
  {
    title: 'The image job waits for the tests and runs whatever they say',
    files: {
      ...dockerfile,
      ...jobs(
        job('test', run('npm test')) + job('image', build, '    needs: test\n    if: always()\n'),
      ),
    },
    verdict: 'warn',
    reason: 'runs always',
  },
  {
    title: 'continue-on-error',
    files: {
      ...dockerfile,
      ...jobs(job('image', run('npm test', '        continue-on-error: true\n') + build)),
    },
    verdict: 'warn',
  },
  { title: 'Maven runs its tests', files: one('./mvnw -B package'), verdict: 'pass' },
  {
    title: 'Maven is told to skip its tests',
    files: one('mvn -B package -DskipTests'),
    verdict: 'warn',
    reason: 'skip',
  },
  {
    title: 'Gradle builds without its tests',
    files: one('./gradlew build -x test'),
    verdict: 'warn',
  },
  { title: 'pytest behind uv', files: one('uv run pytest -q'), verdict: 'pass' },
  { title: 'go test', files: one('go test ./...'), verdict: 'pass' },
  { title: 'Installing a test tool is no test', files: one('pip install pytest'), verdict: 'fail' },
  {
    title: 'A make target',
    files: { ...one('make test'), Makefile: 'test:\n\tgo test ./...\n' },
    verdict: 'pass',
  },
  {
    title: 'Tests in a container of compose',
    files: one('docker compose run --rm app pytest'),
    verdict: 'pass',
  },
  {
    title: 'The test stage is built first',
    files: {
      Dockerfile:
        'FROM node:22.11-slim AS base\nCOPY . .\nFROM base AS test\nRUN npm test\nFROM base\nCMD ["node", "x"]\n',
      ...jobs(job('image', run('docker build --target test .') + build)),
    },
    verdict: 'pass',
  },
  {
    title: 'A stage the image needs runs the tests',
    files: {
      Dockerfile:
        'FROM golang:1.23 AS build\nCOPY . .\nRUN go test ./... && go build -o /app\nFROM scratch\nCOPY --from=build /app /app\n',
      ...jobs(job('image', build)),
    },
    verdict: 'pass',
    reason: 'go test',
  },
  {
    title: 'A stage the image does not need runs the tests',
    files: {
      Dockerfile:
        'FROM golang:1.23 AS build\nCOPY . .\nRUN go build -o /app\nFROM build AS test\nRUN go test ./...\nFROM scratch\nCOPY --from=build /app /app\n',
      ...jobs(job('image', build)),
    },
    verdict: 'fail',
  },
  {
    title: 'The test in the stage may fail',
    files: {
      Dockerfile:
        'FROM golang:1.23 AS build\nCOPY . .\nRUN go test ./... || true\nRUN go build -o /app\nFROM scratch\nCOPY --from=build /app /app\n',
      ...jobs(job('image', build)),
    },
    verdict: 'fail',
  },
  {
    title: 'The tests stand in a workflow that the push does not wait for',
    files: {
      ...dockerfile,
      ...jobs(job('test', run('npm test')), 'test'),
      ...jobs(job('image', build), 'image'),
    },
    verdict: 'warn',
  },
  {
    title: 'The tests run on pull requests only',
    files: {
      ...dockerfile,
      '.github/workflows/ci.yml': `on:\n  push:\n    branches: [main]\n  pull_request:\njobs:\n${job('image', run('npm test', "        if: github.event_name == 'pull_request'\n") + build.replace('push: true', "push: ${{ github.event_name == 'push' }}"))}`,
    },
    verdict: 'warn',
    reason: 'every event',
  },
  {
    title: 'The tests are a workflow of another repository',
    files: {
      ...dockerfile,
      ...jobs(
        `  test:\n    uses: acme/workflows/.github/workflows/test.yml@v1\n${job('image', build, '    needs: test\n')}`,
      ),
    },
    verdict: 'unknown',
  },
  {
    title: 'A base image is tested as a container',
    files: one('npm run build'),
    annotations: { 'container-lens/workload-type': 'base-image' },
    verdict: 'not-applicable',
  },
  { title: 'No pipeline builds an image', files: dockerfile, verdict: 'not-applicable' },
  {
    title: 'GitLab: the push runs although the tests fail',
    files: {
      Dockerfile: 'FROM scratch\n',
      '.gitlab-ci.yml':
        'stages: [test, push]\ntest:\n  stage: test\n  script: [npm test]\npush:\n  stage: push\n  when: always\n  script:\n    - docker build -t $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA .\n    - docker push $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA\n',
    },
    verdict: 'warn',
  },
  {
    title: 'GitLab: the push waits for no other job',
    files: {
      Dockerfile: 'FROM scratch\n',
      '.gitlab-ci.yml':
        'stages: [test, push]\ntest:\n  stage: test\n  script: [npm test]\npush:\n  stage: push\n  needs: []\n  script:\n    - docker build -t $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA .\n    - docker push $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA\n',
    },
    verdict: 'warn',
  },
  {
    title: 'Jenkins: the image is pushed whatever the stages said',
    files: {
      Dockerfile: 'FROM scratch\n',
      Jenkinsfile:
        "pipeline {\n  agent any\n  stages {\n    stage('Test') { steps { sh 'npm test' } }\n  }\n  post {\n    always {\n      sh 'docker build -t registry.example.com/orders:1 .'\n      sh 'docker push registry.example.com/orders:1'\n    }\n  }\n}\n",
    },
    verdict: 'warn',
  },
  {
    title: 'A pipeline that is not read may push as well',
    files: {
      Dockerfile: 'FROM scratch\n',
      '.gitlab-ci.yml':
        'push:\n  script:\n    - npm test\n    - docker build -t $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA .\n    - docker push $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA\n',
      '.circleci/config.yml': 'version: 2.1\n',
    },
    verdict: 'unknown',
    reason: '.circleci/config.yml',
  },
]);
