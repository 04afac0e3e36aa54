import { defineExamples } from '../checkExample';

const dockerfile = { Dockerfile: 'FROM node:22.11-slim\n' };
const on = (runner: string) => ({
  ...dockerfile,
  '.github/workflows/image.yml': `on:\n  push:\n    branches: [main]\njobs:\n  image:\n    runs-on: ${runner}\n    steps:\n      - uses: actions/checkout@v4\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          push: true\n          tags: ghcr.io/acme/orders:1\n`,
});

export const examples = defineExamples('cost-ci-managed-build', [
  {
    title: 'A hosted runner of GitHub',
    files: on('ubuntu-24.04'),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'No pipeline builds the image',
    files: { ...dockerfile, Makefile: 'image:\n\tdocker build -t orders .\n' },
    verdict: 'fail',
    at: 'Dockerfile',
    showInDocs: true,
  },
  {
    title: 'A self-hosted runner',
    files: on('[self-hosted, linux]'),
    verdict: 'warn',
    at: '.github/workflows/image.yml',
    showInDocs: true,
  },
  {
    title: 'A self-hosted runner that the organisation lists as managed',
    files: on('[self-hosted, platform-linux]'),
    organisation: { runners: { managed: ['platform-*'] } },
    verdict: 'pass',
  },
  {
    title: 'A runner of CodeBuild',
    files: on('codebuild-orders-${{ github.run_id }}-${{ github.run_attempt }}'),
    verdict: 'pass',
    reason: 'CodeBuild',
  },
  { title: 'A runner of Depot', files: on('depot-ubuntu-24.04'), verdict: 'pass' },
  {
    title: 'The runner comes from a variable',
    files: on('${{ vars.RUNNER }}'),
    verdict: 'unknown',
  },
  {
    title: 'The pipeline lives elsewhere',
    files: dockerfile,
    annotations: { 'container-lens/ci': 'https://ci.example.com/orders' },
    verdict: 'unknown',
  },
  {
    title: 'A workflow of another repository may build the image',
    files: {
      ...dockerfile,
      '.github/workflows/image.yml':
        'on: [push]\njobs:\n  image:\n    uses: acme/workflows/.github/workflows/image.yml@v1\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'A pipeline that only tests builds no image',
    files: {
      ...dockerfile,
      '.github/workflows/ci.yml':
        'on: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n',
    },
    verdict: 'fail',
  },
  {
    title: 'One of two images is built by hand',
    files: { ...on('ubuntu-24.04'), 'worker/Dockerfile': 'FROM node:22.11-slim\n' },
    annotations: { 'container-lens/dockerfile': 'Dockerfile,worker/Dockerfile' },
    verdict: 'fail',
    at: 'worker/Dockerfile',
  },
  {
    title: 'The entity deploys an image it does not build',
    files: { 'README.md': 'x' },
    verdict: 'not-applicable',
  },
  {
    title: 'CircleCI builds on its own machines',
    files: {
      Dockerfile: 'FROM alpine:3.22\n',
      '.circleci/config.yml':
        'version: 2.1\njobs:\n  image:\n    docker: [{ image: cimg/base:2024.12 }]\n    steps:\n      - checkout\n      - setup_remote_docker\n      - run: docker build -t shop/web:1 .\n',
    },
    verdict: 'pass',
    reason: 'CircleCI',
  },
  {
    title: 'CircleCI builds on a machine of the organisation',
    files: {
      Dockerfile: 'FROM alpine:3.22\n',
      '.circleci/config.yml':
        'version: 2.1\njobs:\n  image:\n    machine: true\n    resource_class: example/builders\n    steps:\n      - run: docker build -t shop/web:1 .\n',
    },
    verdict: 'unknown',
  },
]);
