import { defineExamples } from '../checkExample';

const workflow = (steps = '') => ({
  '.github/workflows/ci.yml': `on: [push]\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n${steps}      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          push: true\n          tags: ghcr.io/acme/orders:1\n`,
});
const dockerfile = (text: string) => ({ Dockerfile: text, ...workflow() });
const standard =
  'FROM golang:1.23 AS build\nRUN go build -o /app\nFROM scratch\nCOPY --from=build /app /app\n';
const stage = (run: string) =>
  `FROM ubuntu:24.04 AS build\nRUN ${run}\nFROM gcr.io/distroless/java21\nCOPY --from=build /app.jar /app.jar\n`;

export const examples = defineExamples('sus-ci-standard-runtimes', [
  {
    title: 'The build stage starts from the image of its language',
    files: dockerfile(standard),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A JDK and Maven on a bare system',
    files: dockerfile(stage('apt-get update && apt-get install -y openjdk-21-jdk-headless maven')),
    verdict: 'fail',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'One runtime is installed',
    files: dockerfile(stage('apt-get update && apt-get install -y openjdk-21-jdk')),
    verdict: 'warn',
    showInDocs: true,
  },
  {
    title: 'Setup actions are standard',
    files: {
      Dockerfile: standard,
      ...workflow(
        '      - uses: actions/setup-node@v4\n        with:\n          node-version: 22\n',
      ),
    },
    verdict: 'pass',
  },
  {
    title: 'The job installs Node.js with nvm',
    files: { Dockerfile: standard, ...workflow('      - run: nvm install 22 && npm ci\n') },
    verdict: 'warn',
    at: '.github/workflows/ci.yml:7',
  },
  {
    title: 'nodesource and the package are one installation',
    files: dockerfile(
      'FROM debian:12 AS build\nRUN curl -fsSL https://deb.nodesource.com/setup_22.x | bash - && apt-get install -y nodejs\nRUN npm ci\nFROM nginx:1.27\nCOPY --from=build /dist /usr/share/nginx/html\n',
    ),
    verdict: 'warn',
  },
  {
    title: 'Two stages install what they need',
    files: dockerfile(
      'FROM debian:12 AS web\nRUN apt-get install -y nodejs npm\nFROM debian:12 AS api\nRUN apt-get install -y golang-go\nFROM debian:12\nCOPY --from=web /dist /dist\nCOPY --from=api /app /app\n',
    ),
    verdict: 'fail',
  },
  {
    title: 'The runtime of the shipped stage is no build tool',
    files: dockerfile(
      'FROM maven:3.9 AS build\nRUN mvn package\nFROM debian:12\nRUN apt-get install -y openjdk-17-jre-headless\nCOPY --from=build /app.jar /app.jar\n',
    ),
    verdict: 'pass',
  },
  {
    title: 'A single stage that builds is a build stage',
    files: dockerfile('FROM ubuntu:24.04\nRUN apt-get install -y nodejs npm\nRUN npm ci\n'),
    verdict: 'warn',
  },
  {
    title: 'pip, pipx and corepack are no runtimes',
    files: dockerfile(
      'FROM node:22 AS build\nRUN corepack enable && apt-get install -y python3-pip pipx make g++ && pnpm install\nFROM node:22-slim\nCOPY --from=build /app /app\n',
    ),
    verdict: 'pass',
  },
  {
    title: 'rustup fetches a toolchain',
    files: dockerfile(
      'FROM debian:12 AS build\nRUN curl https://sh.rustup.rs -sSf | sh -s -- -y\nFROM debian:12\nCOPY --from=build /app /app\n',
    ),
    verdict: 'warn',
  },
  {
    title: 'A target of rustup is no toolchain',
    files: dockerfile(
      'FROM rust:1.82 AS build\nRUN rustup target add x86_64-unknown-linux-musl\nFROM scratch\nCOPY --from=build /app /app\n',
    ),
    verdict: 'pass',
  },
  {
    title: 'A stage the image does not need',
    files: dockerfile(
      `FROM ubuntu:24.04 AS tools\nRUN apt-get install -y nodejs golang-go\n${standard}`,
    ),
    verdict: 'pass',
  },
  {
    title: 'A workflow of another repository builds the image',
    files: {
      Dockerfile: standard,
      '.github/workflows/ci.yml':
        'on: [push]\njobs:\n  image:\n    uses: acme/workflows/.github/workflows/image.yml@v1\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'No pipeline builds an image',
    files: { Dockerfile: standard },
    verdict: 'not-applicable',
  },
]);
