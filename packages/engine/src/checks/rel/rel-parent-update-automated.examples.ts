import { defineExamples } from '../checkExample';

const digest = `sha256:${'a1b2c3d4'.repeat(8)}`;
const node = { Dockerfile: 'FROM node:22.11-slim\nCOPY . /app\n' };
const renovate = (config: unknown) => ({ ...node, 'renovate.json': JSON.stringify(config) });
const dependabot = (entry: string, version = 2) =>
  `version: ${version}\nupdates:\n  - package-ecosystem: docker\n${entry}    schedule:\n      interval: weekly\n`;
const rebuild = (cron: string) =>
  `on:\n  schedule:\n    - cron: '${cron}'\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          pull: true\n          push: true\n          tags: ghcr.io/acme/orders:1\n`;

export const examples = defineExamples('rel-parent-update-automated', [
  {
    title: 'Renovate with its recommended presets',
    files: renovate({ extends: ['config:recommended'] }),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Dependabot looks at the folder of the Dockerfile',
    files: {
      'docker/Dockerfile': 'FROM node:22.11-slim\n',
      '.github/dependabot.yml': dependabot('    directory: /docker\n'),
    },
    verdict: 'pass',
    reason: 'Dependabot',
    showInDocs: true,
  },
  {
    title: 'Dependabot looks at another folder',
    files: {
      'docker/Dockerfile': 'FROM node:22.11-slim\n',
      '.github/dependabot.yml': dependabot('    directory: /\n'),
    },
    verdict: 'fail',
    at: '.github/dependabot.yml:3',
    showInDocs: true,
  },
  ...[
    ['FROM registry.example.com/org/node:24.21.0-r7\n', 'fail', /same ending, and -r7/] as const,
    ['ARG PARENT=node:22.11\nFROM ${PARENT}\n', 'fail', /arguments into FROM/] as const,
    [`FROM registry.example.com/org/node:24.21-stable@${digest}\n`, 'pass', /updates/] as const,
  ].map(([Dockerfile, verdict, reason]) => ({
    title: `Dependabot and ${Dockerfile.trim().replaceAll('\n', ', ')}`,
    files: { Dockerfile, '.github/dependabot.yml': dependabot('    directory: /\n') },
    verdict,
    reason,
  })),
  { title: 'No bot and no pipeline', files: node, verdict: 'fail', at: 'Dockerfile:1' },
  {
    title: 'Dependabot looks at npm only',
    files: {
      ...node,
      '.github/dependabot.yml':
        'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n',
    },
    verdict: 'fail',
    reason: 'no entry for docker',
  },
  {
    title: 'Directories of Dependabot with globs',
    files: {
      'services/orders/Dockerfile': 'FROM node:22.11-slim\n',
      '.github/dependabot.yml': dependabot('    directories:\n      - "/services/*"\n'),
    },
    verdict: 'pass',
  },
  {
    title: 'One of two images is not covered',
    files: {
      'orders/Dockerfile': 'FROM node:22.11-slim\n',
      'billing/Dockerfile': 'FROM node:22.11-slim\n',
      '.github/dependabot.yml': dependabot('    directory: "/orders/"\n'),
    },
    verdict: 'fail',
    reason: 'billing/Dockerfile',
  },
  {
    title: 'Dependabot opens no pull requests',
    files: {
      ...node,
      '.github/dependabot.yml': dependabot('    directory: /\n    open-pull-requests-limit: 0\n'),
    },
    verdict: 'fail',
  },
  {
    title: 'Dependabot ignores the parent',
    files: {
      ...node,
      '.github/dependabot.yml': dependabot(
        '    directory: /\n    ignore:\n      - dependency-name: node\n',
      ),
    },
    verdict: 'fail',
  },
  {
    title: 'Dependabot ignores new major versions of the parent only',
    files: {
      ...node,
      '.github/dependabot.yml': dependabot(
        '    directory: /\n    ignore:\n      - dependency-name: node\n        update-types: ["version-update:semver-major"]\n',
      ),
    },
    verdict: 'pass',
  },
  {
    title: 'A Dependabot file of version 1 is not read by Dependabot',
    files: { ...node, '.github/dependabot.yml': dependabot('    directory: /\n', 1) },
    verdict: 'unknown',
  },
  {
    title: 'The dockerfile manager of Renovate is off',
    files: renovate({ extends: ['config:recommended'], dockerfile: { enabled: false } }),
    verdict: 'fail',
    at: 'renovate.json:1',
  },
  {
    title: 'Presets and comments in renovate.json5',
    files: {
      ...node,
      '.github/renovate.json5':
        "// our bot\n{\n  extends: [\n    'config:best-practices',\n    'docker:disable', // by hand\n  ],\n}\n",
    },
    verdict: 'fail',
  },
  {
    title: 'enabledManagers leaves Dockerfiles out',
    files: renovate({ extends: ['config:base'], enabledManagers: ['npm', 'github-actions'] }),
    verdict: 'fail',
    reason: 'enabledManagers',
  },
  {
    title: 'enabledManagers names Dockerfiles',
    files: renovate({ enabledManagers: ['npm', 'dockerfile'] }),
    verdict: 'pass',
  },
  {
    title: 'A rule switches off every image',
    files: renovate({
      extends: ['config:recommended'],
      packageRules: [{ matchDatasources: ['docker'], enabled: false }],
    }),
    verdict: 'fail',
  },
  {
    title: 'A rule switches off major versions only',
    files: renovate({
      packageRules: [{ matchDatasources: ['docker'], matchUpdateTypes: ['major'], enabled: false }],
    }),
    verdict: 'pass',
  },
  {
    title: 'A rule for another manager',
    files: renovate({ packageRules: [{ matchManagers: ['npm'], enabled: false }] }),
    verdict: 'pass',
  },
  {
    title: 'A later rule switches the images on again',
    files: renovate({
      packageRules: [
        { matchPackageNames: ['*'], enabled: false },
        { matchManagers: ['dockerfile'], enabled: true },
      ],
    }),
    verdict: 'pass',
  },
  {
    title: 'A rule for the file of another service',
    files: renovate({
      packageRules: [{ matchFileNames: ['legacy/**'], enabled: false }],
    }),
    verdict: 'pass',
  },
  {
    title: 'Renovate ignores the folder of the Dockerfile',
    files: {
      'deploy/Dockerfile': 'FROM node:22.11-slim\n',
      'renovate.json':
        '{\n  "extends": ["config:recommended"],\n  "ignorePaths": ["deploy/**"]\n}\n',
    },
    verdict: 'fail',
    at: 'renovate.json:3',
  },
  {
    title: 'Renovate is configured in package.json',
    files: {
      ...node,
      'package.json': JSON.stringify({ name: 'x', renovate: { extends: ['config:recommended'] } }),
    },
    verdict: 'pass',
  },
  {
    title: 'A preset of the organisation that is not in the repository',
    files: renovate({ extends: ['local>acme/renovate-config'] }),
    verdict: 'unknown',
    calibration: 1,
    reason: 'local>acme/renovate-config',
  },
  {
    title: 'Dependabot covers what an unread preset of Renovate may leave out',
    files: {
      ...renovate({ extends: ['github>acme/renovate-config'] }),
      '.github/dependabot.yml': dependabot('    directory: /\n'),
    },
    verdict: 'pass',
  },
  {
    title: 'Renovate is switched off',
    files: renovate({ extends: ['config:recommended'], enabled: false }),
    verdict: 'fail',
  },
  {
    title: 'A configuration of Renovate that is no JSON',
    files: { ...node, 'renovate.json': '{ "extends": [' },
    verdict: 'unknown',
  },
  {
    title: 'The organisation runs its bot centrally',
    files: node,
    organisation: { updateBotElsewhere: true },
    verdict: 'unknown',
    reason: 'organisation',
  },
  {
    title: 'The pipeline of this repository runs Renovate with a configuration from elsewhere',
    files: {
      ...node,
      '.github/workflows/renovate.yml':
        'on:\n  schedule:\n    - cron: "0 3 * * *"\njobs:\n  renovate:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: renovatebot/github-action@v41\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'No bot, and a weekly rebuild with the newest parent',
    files: { ...node, '.github/workflows/image.yml': rebuild('0 4 * * 1') },
    verdict: 'warn',
    at: '.github/workflows/image.yml',
    showInDocs: true,
  },
  {
    title: 'A rebuild every quarter is too rare',
    files: { ...node, '.github/workflows/image.yml': rebuild('0 4 1 */3 *') },
    verdict: 'fail',
  },
  {
    title: 'A rebuild of a parent that is pinned by digest brings nothing new',
    files: {
      Dockerfile: `FROM node:22.11-slim@${digest}\n`,
      '.github/workflows/image.yml': rebuild('0 4 * * 1'),
    },
    verdict: 'fail',
    calibration: 2,
  },
  {
    title: 'Only scratch and stages',
    files: { Dockerfile: 'FROM scratch AS base\nFROM base\nCOPY app /app\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'A builder image needs updates too',
    files: { Dockerfile: 'FROM golang:1.23 AS build\nFROM scratch\nCOPY --from=build /app /app\n' },
    verdict: 'fail',
  },
]);
