import { defineExamples } from '../checkExample';

const digest = `sha256:${'a1b2c3d4'.repeat(8)}`;
const ecr = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

export const examples = defineExamples('sec-parent-private-registry', [
  {
    title: 'Only a build stage uses Docker Hub',
    files: { Dockerfile: `FROM node:22.11-slim AS b\nFROM ${ecr}/base/node:22\n` },
    verdict: 'warn',
    at: 'Dockerfile:1',
    showInDocs: true,
    calibration: 1,
  },
  {
    title: 'A trusted public registry without a digest',
    files: { Dockerfile: 'FROM public.ecr.aws/docker/library/node:22.11-slim\n' },
    verdict: 'fail',
    at: 'Dockerfile:1',
    calibration: 2,
  },
  {
    title: 'Everything comes through a pull-through cache',
    files: {
      Dockerfile: `FROM ${ecr}/docker-hub/library/node:22.11 AS build\nFROM ${ecr}/docker-hub/library/node:22.11-slim\nCOPY --from=build /app /app\n`,
    },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Docker Hub, named without a host',
    files: { Dockerfile: 'FROM python:3.13-slim\n' },
    verdict: 'fail',
    reason: 'docker.io',
    at: 'Dockerfile:1',
    showInDocs: true,
  },
  {
    title: 'A trusted public registry with a digest',
    files: { Dockerfile: `FROM gcr.io/distroless/static-debian12:nonroot@${digest}\n` },
    verdict: 'warn',
  },
  {
    title: 'A name that equals a stage is no image',
    files: { Dockerfile: `FROM ${ecr}/base/node:22 AS Base\nFROM base\nCOPY --from=BASE /a /b\n` },
    verdict: 'pass',
  },
  {
    title: 'The image copies from a public image',
    files: {
      Dockerfile: `FROM ${ecr}/base/node:22\nCOPY --from=busybox:1.36 /bin/wget /bin/wget\n`,
    },
    verdict: 'fail',
    at: 'Dockerfile:2',
  },
  {
    title: 'A host that nobody has classified',
    files: { Dockerfile: 'FROM registry.example.com/base/node:22\n' },
    verdict: 'unknown',
    reason: 'privateRegistries',
  },
  {
    title: "The organisation's own host",
    files: { Dockerfile: 'FROM registry.example.com/base/node:22\n' },
    organisation: { privateRegistries: ['registry.example.com'] },
    verdict: 'pass',
  },
  {
    title: 'The owner of the repository on ghcr.io',
    files: { Dockerfile: 'FROM ghcr.io/acme/base:1.2\n' },
    annotations: { 'github.com/project-slug': 'acme/orders' },
    verdict: 'pass',
  },
  {
    title: 'The builder mirrors Docker Hub privately',
    files: {
      Dockerfile: 'FROM node:22.11-slim\n',
      '.github/workflows/ci.yml': `jobs:\n  image:\n    steps:\n      - uses: docker/setup-buildx-action@v3\n        with:\n          buildkitd-config-inline: |\n            [registry."docker.io"]\n              mirrors = ["${ecr}/docker-hub"]\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n`,
    },
    verdict: 'pass',
  },
  {
    title: 'The parent is a build argument that nobody sets',
    files: { Dockerfile: 'ARG BASE\nFROM ${BASE}\n' },
    verdict: 'unknown',
  },
  {
    title: 'The pipeline names the parent',
    files: {
      Dockerfile: 'ARG BASE\nFROM ${BASE}\n',
      '.github/workflows/ci.yml': `env:\n  REGISTRY: ${ecr}\njobs:\n  image:\n    steps:\n      - run: |\n          docker buildx build --push \\\n            --build-arg BASE=$REGISTRY/base/node:22 -t x .\n`,
    },
    verdict: 'pass',
  },
  {
    title: 'Nothing but scratch',
    files: { Dockerfile: 'FROM scratch\nCOPY app /app\n' },
    verdict: 'not-applicable',
  },
]);
