import { defineExamples } from '../checkExample';

const workflow = (on: string) =>
  `on:\n${on}jobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          push: true\n          tags: ghcr.io/acme/orders:1\n`;
const push = '  push:\n    branches: [main]\n';
const image = (on: string) => ({
  Dockerfile: 'FROM node:22.11-slim\n',
  '.github/workflows/image.yml': workflow(on),
});
const dependabot =
  'version: 2\nupdates:\n  - package-ecosystem: docker\n    directory: /\n    schedule:\n      interval: weekly\n';
const renovate = (config: unknown) => ({ 'renovate.json': JSON.stringify(config) });

const merge = (condition: string) =>
  `on: pull_request\njobs:\n  merge:\n    if: github.actor == 'dependabot[bot]'\n    runs-on: ubuntu-latest\n    steps:\n      - id: meta\n        uses: dependabot/fetch-metadata@v2\n      - if: ${condition}\n        run: gh pr merge --auto --squash "$PR"\n`;

export const examples = defineExamples('rel-parent-rebuild-trigger', [
  {
    title: 'The image is built anew every week',
    files: image(`${push}  schedule:\n    - cron: '0 4 * * 1'\n`),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Nothing starts a rebuild',
    files: image(push),
    verdict: 'fail',
    at: 'Dockerfile:1',
    showInDocs: true,
  },
  {
    title: 'The bot proposes, and a person merges',
    files: { ...image(push), '.github/dependabot.yml': dependabot },
    verdict: 'warn',
    showInDocs: true,
  },
  {
    title: 'A workflow merges what Dependabot proposes',
    files: {
      ...image(push),
      '.github/dependabot.yml': dependabot,
      '.github/workflows/merge.yml': merge(
        "steps.meta.outputs.update-type == 'version-update:semver-patch'",
      ),
    },
    verdict: 'pass',
  },
  {
    title: 'The workflow merges updates of another ecosystem only',
    files: {
      ...image(push),
      '.github/dependabot.yml': dependabot,
      '.github/workflows/merge.yml': merge(
        "steps.meta.outputs.package-ecosystem == 'npm_and_yarn'",
      ),
    },
    verdict: 'warn',
  },
  {
    title: 'A buildspec does not say what starts it',
    files: {
      Dockerfile: 'FROM node:22.11-slim\n',
      'buildspec.yml':
        'version: 0.2\nphases:\n  build:\n    commands:\n      - docker build -t $REPO:1 .\n      - docker push $REPO:1\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'A schedule every two months is too rare',
    files: image(`${push}  schedule:\n    - cron: '0 4 1 */2 *'\n`),
    verdict: 'fail',
  },
  {
    title: 'Once a month is enough',
    files: image(`${push}  schedule:\n    - cron: '0 4 1 * *'\n`),
    verdict: 'pass',
  },
  {
    title: 'The parent starts the workflow',
    files: image(`${push}  repository_dispatch:\n    types: [parent-released]\n`),
    verdict: 'pass',
  },
  {
    title: 'Only by hand',
    files: image(`${push}  workflow_dispatch:\n`),
    verdict: 'warn',
    at: '.github/workflows/image.yml',
  },
  {
    title: 'Renovate merges digests by itself',
    files: {
      ...image(push),
      ...renovate({
        extends: ['config:best-practices'],
        packageRules: [
          { matchDatasources: ['docker'], matchUpdateTypes: ['digest', 'patch'], automerge: true },
        ],
      }),
    },
    verdict: 'pass',
    reason: 'merges',
  },
  {
    title: 'Renovate merges updates of npm only',
    files: {
      ...image(push),
      ...renovate({
        extends: ['config:recommended'],
        packageRules: [{ matchManagers: ['npm'], automerge: true }],
      }),
    },
    verdict: 'warn',
  },
  {
    title: 'A preset merges digests',
    files: {
      ...image(push),
      ...renovate({ extends: ['config:recommended', ':automergeDigest'] }),
    },
    verdict: 'pass',
  },
  {
    title: 'The schedule of another workflow does not build the image',
    files: {
      ...image(push),
      '.github/workflows/stale.yml':
        "on:\n  schedule:\n    - cron: '0 4 * * 1'\njobs:\n  stale:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/stale@v9\n",
    },
    verdict: 'fail',
  },
  {
    title: 'The scheduled run skips the image',
    files: {
      Dockerfile: 'FROM node:22.11-slim\n',
      '.github/workflows/image.yml': workflow(
        `${push}  schedule:\n    - cron: '0 4 * * 1'\n`,
      ).replace('    runs-on', "    if: github.event_name == 'push'\n    runs-on"),
    },
    verdict: 'fail',
  },
  {
    title: 'A preset of the organisation may merge updates',
    files: { ...image(push), ...renovate({ extends: ['local>acme/renovate-config'] }) },
    verdict: 'unknown',
  },
  {
    title: 'An image without a parent',
    files: {
      Dockerfile: 'FROM scratch\nCOPY app /app\n',
      '.github/workflows/image.yml': workflow(push),
    },
    verdict: 'not-applicable',
  },
  {
    title: 'No pipeline builds the image',
    files: { Dockerfile: 'FROM node:22.11-slim\n' },
    verdict: 'not-applicable',
  },
]);
