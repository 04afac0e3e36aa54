import { defineExamples } from '../checkExample';

export const examples = defineExamples('perf-dockerignore-effective', [
  {
    title: 'Only named paths are copied',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY package.json ./\nCOPY src ./src\n',
      'package.json': '{}',
      'src/a.js': '',
    },
    verdict: 'not-applicable',
    calibration: 1,
  },
  {
    title: 'An allow-list',
    files: { Dockerfile: 'FROM node:22-slim\nCOPY . .\n', '.dockerignore': '*\n!dist/**\n' },
    verdict: 'pass',
    showInDocs: true,
    calibration: 2,
  },
  {
    title: 'The whole context and no ignore file',
    files: { Dockerfile: 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\n', 'package.json': '{}' },
    verdict: 'fail',
    at: 'Dockerfile:3',
    showInDocs: true,
  },
  {
    title: 'The ignore file misses what the ecosystem leaves behind',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\n',
      'package.json': '{}',
      '.dockerignore': '# comment\n.git\n.env\n',
    },
    verdict: 'warn',
    reason: 'node_modules/x',
    at: '.dockerignore:2',
    showInDocs: true,
  },
  {
    title: 'Every representative path is left out',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\n',
      'package.json': '{}',
      '.dockerignore': '/.git\n**/.env\nnode_modules/\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A later exception takes .env back in',
    files: { Dockerfile: 'FROM node:22-slim\nCOPY . .\n', '.dockerignore': '*\n!.env\n' },
    verdict: 'warn',
    reason: '.env',
  },
  {
    title: 'The ignore file of the Dockerfile comes before the one of the context',
    files: {
      'docker/app.Dockerfile': 'FROM node:22-slim\nCOPY . .\n',
      'docker/app.Dockerfile.dockerignore': '**\n!src\n',
      '.dockerignore': 'README.md\n',
      '.github/workflows/ci.yml':
        'jobs:\n  image:\n    steps:\n      - run: docker build -f docker/app.Dockerfile .\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A generated context',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\n',
      '.github/workflows/ci.yml':
        'jobs:\n  image:\n    steps:\n      - run: docker build -f Dockerfile out/image\n',
    },
    verdict: 'not-applicable',
  },
  {
    title: 'The context depends on a matrix',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\n',
      '.github/workflows/ci.yml':
        'jobs:\n  image:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: ${{ matrix.folder }}\n          file: Dockerfile\n',
    },
    verdict: 'unknown',
  },
]);
