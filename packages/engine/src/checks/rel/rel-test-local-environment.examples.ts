import { defineExamples } from '../checkExample';

const Dockerfile = 'FROM node:22.11-slim\nCOPY . /app\n';

export const examples = defineExamples('rel-test-local-environment', [
  {
    title: 'compose builds the service',
    files: { Dockerfile, 'compose.yaml': 'services:\n  app:\n    build: .\n' },
    verdict: 'pass',
    reason: 'compose runs the service app',
    showInDocs: true,
  },
  {
    title: 'compose with a database only',
    files: { Dockerfile, 'compose.yaml': 'services:\n  db:\n    image: postgres:17.2\n' },
    verdict: 'fail',
    showInDocs: true,
  },
  {
    title: 'compose runs the image of the entity',
    files: {
      Dockerfile,
      'docker-compose.yml': 'services:\n  app:\n    image: registry.example.com/shop/orders:dev\n',
    },
    annotations: { 'container-lens/image': 'registry.example.com/shop/orders' },
    verdict: 'pass',
  },
  {
    title: 'A make target',
    files: { Dockerfile, Makefile: 'image:\n\tdocker build -t orders .\n' },
    verdict: 'pass',
    reason: 'docker build',
  },
  {
    title: 'A comment in a Makefile runs nothing',
    files: { Dockerfile, Makefile: '# docker build -t orders .\ntest:\n\tnpm test\n' },
    verdict: 'fail',
  },
  {
    title: 'A script of package.json',
    files: {
      Dockerfile,
      'package.json': '{ "scripts": { "up": "docker compose -f dev.yaml up --build" } }',
    },
    verdict: 'pass',
  },
  {
    title: 'A task',
    files: {
      Dockerfile,
      'Taskfile.yml': 'tasks:\n  up:\n    cmds:\n      - docker-compose up --build\n',
    },
    verdict: 'pass',
  },
  { title: 'Skaffold', files: { Dockerfile, 'skaffold.yaml': 'kind: Config\n' }, verdict: 'pass' },
  { title: 'Tilt', files: { Dockerfile, Tiltfile: "docker_build('x', '.')\n" }, verdict: 'pass' },
  {
    title: 'Testcontainers',
    files: {
      Dockerfile,
      'package.json': '{ "devDependencies": { "testcontainers": "^10.0.0" } }',
    },
    verdict: 'pass',
    reason: 'testcontainers',
  },
  {
    title: 'A development container on the image of the service',
    files: {
      Dockerfile,
      '.devcontainer/devcontainer.json': '{ "build": { "dockerfile": "../Dockerfile" } }',
    },
    verdict: 'pass',
  },
  {
    title: 'A development container with an image of its own',
    files: {
      Dockerfile,
      '.devcontainer/devcontainer.json':
        '{ "image": "mcr.microsoft.com/devcontainers/typescript-node:22" }',
    },
    verdict: 'fail',
  },
  {
    title: 'Only the README tells how',
    files: {
      Dockerfile,
      'README.md': '# Orders\n\n```sh\ndocker build -t orders .\ndocker run orders\n```\n',
    },
    verdict: 'warn',
    at: 'README.md:4',
    showInDocs: true,
  },
  {
    title: 'A sentence about docker is no instruction',
    files: { Dockerfile, 'README.md': 'We docker run this in production.\n' },
    verdict: 'fail',
  },
  {
    title: 'A base image',
    files: { Dockerfile },
    annotations: { 'container-lens/workload-type': 'base-image' },
    verdict: 'not-applicable',
  },
  { title: 'No image', files: { 'README.md': 'hello\n' }, verdict: 'not-applicable' },
  {
    title: 'A Makefile that names the tool by a variable',
    files: {
      Dockerfile: 'FROM golang:1.24\n',
      Makefile: 'CONTAINER_TOOL ?= docker\ndocker-build:\n\t$(CONTAINER_TOOL) build -t ${IMG} .\n',
    },
    verdict: 'pass',
    reason: 'Makefile',
  },
  {
    title: 'compose runs the image that the pipeline builds',
    files: {
      Dockerfile: 'FROM node:22.11-slim\n',
      'compose.yaml': 'services:\n  auth:\n    image: ghcr.io/acme/auth:ci\n',
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker build -t ghcr.io/acme/auth:$GITHUB_SHA .\n',
    },
    verdict: 'pass',
  },
]);
