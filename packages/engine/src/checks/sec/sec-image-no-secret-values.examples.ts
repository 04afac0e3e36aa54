import { defineExamples } from '../checkExample';
import { exampleImage, examplePlatform, exampleRegistry, seen } from '../exampleRegistry';

const workflow = (args: string) =>
  `jobs:\n  image:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          push: true\n          build-args: |\n            ${args}\n`;

/** A registry whose image has this configuration. */
const shipped = (config: object) =>
  exampleRegistry({
    images: [exampleImage({ platforms: seen([examplePlatform({ config: seen(config) })]) })],
  });

export const examples = defineExamples('sec-image-no-secret-values', [
  {
    title: 'A password in ENV',
    files: { Dockerfile: 'FROM node:22-slim\nENV DB_PASSWORD=hunter2\n' },
    verdict: 'fail',
    reason: 'DB_PASSWORD',
    at: 'Dockerfile:2',
    showInDocs: true,
    calibration: 1,
  },
  {
    title: 'The path of a mounted secret',
    files: { Dockerfile: 'FROM node:22-slim\nENV DB_PASSWORD_FILE=/run/secrets/db\n' },
    verdict: 'pass',
    showInDocs: true,
    calibration: 2,
  },
  {
    title: 'A build stage reads a token through a tracked .npmrc',
    files: {
      Dockerfile:
        'FROM node:22-slim AS build\nARG NPM_TOKEN\nRUN npm ci\nFROM node:22-slim\nCOPY --from=build /app /app\n',
      '.npmrc': '//npm.example.com/:_authToken=${NPM_TOKEN}\n',
    },
    verdict: 'warn',
    at: 'Dockerfile:3',
    calibration: 3,
  },
  {
    title: 'A secret mount',
    files: { Dockerfile: 'FROM node:22-slim\nRUN --mount=type=secret,id=npm npm ci\n' },
    verdict: 'pass',
    calibration: 4,
  },
  {
    title: 'A token as build argument of the stage that ships',
    files: {
      Dockerfile: 'FROM node:22-slim\nARG NPM_TOKEN\nRUN echo "${NPM_TOKEN}" > .npmrc && npm ci\n',
    },
    verdict: 'fail',
    at: 'Dockerfile:3',
  },
  {
    title: 'A build argument kept in ENV',
    files: { Dockerfile: 'FROM node:22-slim\nARG API_TOKEN\nENV API_TOKEN=$API_TOKEN\n' },
    verdict: 'fail',
    at: 'Dockerfile:3',
  },
  {
    title: 'A secret that is asked for and never used',
    files: { Dockerfile: 'FROM node:22-slim\nARG API_TOKEN\nRUN true\n' },
    verdict: 'warn',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'An access key anywhere in an instruction',
    files: {
      Dockerfile: `FROM node:22-slim AS build\nRUN aws configure set aws_access_key_id AKIA${'ABCDEFGH'.repeat(2)}\nFROM scratch\n`,
    },
    verdict: 'fail',
    reason: 'AWS access key',
    at: 'Dockerfile:2',
  },
  {
    title: 'A password in a here-document of COPY',
    files: {
      Dockerfile:
        'FROM node:22-slim\nCOPY <<EOF /etc/app.conf\nurl=postgres://app:s3cr3t-word@db/orders\nEOF\n',
    },
    verdict: 'fail',
    at: 'Dockerfile:2',
  },
  {
    title: 'The second variable of one ENV, on its own line',
    files: {
      Dockerfile: 'FROM node:22-slim\nENV PORT=8080 \\\n  # comment\n  PGPASSWORD="hunter2"\n',
    },
    verdict: 'fail',
    at: 'Dockerfile:4',
  },
  {
    title: 'Placeholders and names that are no secrets',
    files: {
      Dockerfile:
        'FROM node:22-slim\nENV API_KEY=changeme TOKEN_TTL=3600 PUBLIC_KEY=abc CACHE_KEY_PREFIX=orders\n',
    },
    verdict: 'pass',
  },
  {
    title: 'The pipeline passes a secret as build argument',
    files: {
      Dockerfile: 'FROM node:22-slim\nARG REGISTRY_LOGIN\nRUN true\n',
      '.github/workflows/ci.yml': workflow('REGISTRY_LOGIN=${{ secrets.LOGIN }}'),
    },
    verdict: 'fail',
    at: '.github/workflows/ci.yml:8',
  },
  {
    title: 'A pipeline that is not read passes a build argument',
    files: {
      Dockerfile: 'FROM node:22-slim\nARG REGISTRY_LOGIN\nRUN true\n',
      '.circleci/config.yml':
        'jobs: { build: { steps: [{ run: docker build --build-arg REGISTRY_LOGIN=$LOGIN . }] } }\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'GitLab CI passes a token as build argument',
    files: {
      Dockerfile: 'FROM node:22-slim\nARG NPM_LOGIN\nRUN true\n',
      '.gitlab-ci.yml':
        'build:\n  script:\n    - docker build --build-arg NPM_LOGIN=$NPM_TOKEN .\n',
    },
    verdict: 'fail',
    at: '.gitlab-ci.yml:3',
  },
  {
    title: 'No image',
    files: { 'README.md': 'hello\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'The image in the registry holds a password, whatever the Dockerfile says by now',
    files: { Dockerfile: 'FROM node:22-slim\n' },
    registry: shipped({ env: ['PATH=/usr/bin', 'DB_PASSWORD=hunter2'] }),
    verdict: 'fail',
    reason: /variable DB_PASSWORD/,
  },
  {
    title: 'The history of the image shows a build argument',
    files: { Dockerfile: 'FROM node:22-slim\n' },
    registry: shipped({
      history: [
        '/bin/sh -c #(nop) CMD ["node"]',
        'RUN |1 NPM_TOKEN=abc /bin/sh -c npm ci # buildkit',
      ],
    }),
    verdict: 'fail',
    reason: /build argument NPM_TOKEN/,
  },
  {
    title: 'The fingerprint of the key of a publisher is public',
    files: { Dockerfile: 'FROM python:3.13-slim\n' },
    registry: shipped({ env: ['GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305'] }),
    verdict: 'pass',
  },
  {
    title: 'A word of the organisation makes the name of a secret',
    files: { Dockerfile: 'FROM node:22-slim\nENV VAULT_PASSPHRASE=hunter2\n' },
    organisation: { secretNames: ['Passphrase'] },
    verdict: 'fail',
    at: 'Dockerfile:2',
  },
  {
    title: 'The same name without the word of the organisation',
    files: { Dockerfile: 'FROM node:22-slim\nENV VAULT_PASSPHRASE=hunter2\n' },
    verdict: 'pass',
  },
  {
    title: 'A build argument that its name calls public',
    files: {
      Dockerfile: 'FROM node:22.11-slim\nARG NEXT_PUBLIC_MAPS_KEY\nRUN npm run build\n',
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          build-args: |\n            NEXT_PUBLIC_MAPS_KEY=${{ secrets.MAPS_KEY }}\n',
    },
    verdict: 'pass',
  },
  {
    title: 'An image without Dockerfile, which only the registry can tell of',
    files: { 'pom.xml': '<project />' },
    registry: exampleRegistry({
      images: [
        exampleImage({
          platforms: seen([
            examplePlatform({ config: seen({ env: ['API_KEY=0f8fad5bd9cb469f'] }) }),
          ]),
        }),
      ],
    }),
    verdict: 'fail',
  },
]);
