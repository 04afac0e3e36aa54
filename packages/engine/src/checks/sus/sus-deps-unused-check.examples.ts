import { defineExamples } from '../checkExample';

const node = {
  Dockerfile: 'FROM node:22.11-slim\nCOPY . /app\n',
  'package.json': '{ "name": "orders", "dependencies": { "express": "4.21.1" } }',
};
const ci = (run: string, job = '') =>
  `on: [push]\njobs:\n  lint:\n    runs-on: ubuntu-latest\n${job}    steps:\n      - uses: actions/checkout@v4\n      - run: |\n${run
    .split('\n')
    .map(line => `          ${line}`)
    .join('\n')}\n`;
const workflow = (run: string, job?: string) => ({ '.github/workflows/ci.yml': ci(run, job) });
const go = { Dockerfile: 'FROM golang:1.23\nCOPY . .\n', 'go.mod': 'module x\n\ngo 1.23\n' };

export const examples = defineExamples('sus-deps-unused-check', [
  {
    title: 'The lint job runs knip',
    files: { ...node, ...workflow('npm ci\nnpx knip') },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'No tool at all',
    files: { ...node, ...workflow('npm ci\nnpm test') },
    verdict: 'fail',
    showInDocs: true,
  },
  { title: 'No pipeline', files: node, verdict: 'fail', at: 'package.json' },
  {
    title: 'The tool is installed and set up, and nothing runs it',
    files: { ...node, 'knip.json': '{}', ...workflow('npm test') },
    verdict: 'warn',
    at: 'knip.json',
    showInDocs: true,
  },
  {
    title: 'The failure of the tool is swallowed',
    files: { ...node, ...workflow('npx depcheck || true') },
    verdict: 'warn',
    at: '.github/workflows/ci.yml:8',
  },
  {
    title: 'A script of package.json runs the tool',
    files: {
      Dockerfile: node.Dockerfile,
      'package.json': '{ "scripts": { "lint:deps": "knip --production" } }',
      ...workflow('npm run lint:deps'),
    },
    verdict: 'pass',
  },
  {
    title: 'Only a hook of the developers',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\n',
      'requirements.txt': 'flask==3.1.0\n',
      '.pre-commit-config.yaml':
        'repos:\n  - repo: https://github.com/fpgmaas/deptry.git\n    rev: 0.21.1\n    hooks:\n      - id: deptry\n',
    },
    verdict: 'warn',
    reason: 'deptry',
  },
  {
    title: 'The pipeline runs the hooks',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\n',
      'requirements.txt': 'flask==3.1.0\n',
      '.pre-commit-config.yaml':
        'repos:\n  - repo: https://github.com/fpgmaas/deptry.git\n    rev: 0.21.1\n    hooks:\n      - id: deptry\n',
      ...workflow('pip install pre-commit\npre-commit run --all-files'),
    },
    verdict: 'pass',
  },
  {
    title: 'deptry behind uv',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\n',
      'pyproject.toml': '[project]\nname = "x"\ndependencies = ["flask"]\n',
      ...workflow('uv run deptry .'),
    },
    verdict: 'pass',
  },
  {
    title: 'Installing a tool does not run it',
    files: { ...node, ...workflow('npm install --global knip') },
    verdict: 'fail',
  },
  {
    title: 'go mod tidy without a look at the difference',
    files: { ...go, ...workflow('go mod tidy\ngo build ./...') },
    verdict: 'fail',
  },
  {
    title: 'go mod tidy with a look at the difference',
    files: { ...go, ...workflow('go mod tidy\ngit diff --exit-code go.mod go.sum') },
    verdict: 'pass',
  },
  {
    title: 'go mod tidy -diff',
    files: { ...go, ...workflow('go mod tidy -diff') },
    verdict: 'pass',
  },
  {
    title: 'cargo machete as an action',
    files: {
      Dockerfile: 'FROM rust:1.82\nCOPY . .\n',
      'Cargo.toml': '[package]\nname = "x"\nversion = "0.1.0"\n',
      '.github/workflows/ci.yml':
        'on: [push]\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: bnjbvr/cargo-machete@v0.7.0\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Maven analyses without failing',
    files: {
      Dockerfile: 'FROM maven:3.9-eclipse-temurin-21\nCOPY . .\n',
      'pom.xml': '<project><modelVersion>4.0.0</modelVersion></project>',
      ...workflow('mvn -B dependency:analyze'),
    },
    verdict: 'warn',
    reason: 'goes on whatever it finds',
  },
  {
    title: 'Maven fails on warnings of the analysis',
    files: {
      Dockerfile: 'FROM maven:3.9-eclipse-temurin-21\nCOPY . .\n',
      'pom.xml': '<project><modelVersion>4.0.0</modelVersion></project>',
      ...workflow('./mvnw -B verify dependency:analyze -DfailOnWarning=true'),
    },
    verdict: 'pass',
  },
  {
    title: 'The lint job is a workflow of another repository',
    files: {
      ...node,
      '.github/workflows/ci.yml':
        'on: [push]\njobs:\n  lint:\n    uses: acme/workflows/.github/workflows/lint.yml@v1\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'Ruby has no such tool',
    files: { Dockerfile: 'FROM ruby:3.3\nCOPY . .\n', Gemfile: "gem 'rails'\n" },
    verdict: 'not-applicable',
  },
  {
    title: 'The manifest lies outside of the build context',
    files: {
      'api/Dockerfile': 'FROM nginx:1.27\nCOPY index.html /usr/share/nginx/html/\n',
      'api/index.html': 'x',
      'tools/package.json': '{ "devDependencies": { "prettier": "3.3.3" } }',
    },
    verdict: 'not-applicable',
  },
]);
