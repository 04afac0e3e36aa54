import { defineExamples } from '../checkExample';
import { exampleImage, examplePlatform, exampleRegistry, seen } from '../exampleRegistry';

const digest = `sha256:${'a1b2c3d4'.repeat(8)}`;
const labels = (name: string) =>
  `LABEL org.opencontainers.image.base.name="${name}" \\\n  org.opencontainers.image.base.digest="${digest}"\n`;

const labelled = (config: Record<string, string>) =>
  exampleRegistry({
    images: [
      exampleImage({ platforms: seen([examplePlatform({ config: seen({ labels: config }) })]) }),
    ],
  });

export const examples = defineExamples('ops-parent-lineage-recorded', [
  {
    title: 'The parent is named by digest',
    files: { Dockerfile: `FROM node:22.11-slim@${digest}\n` },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Labels record name and digest',
    files: { Dockerfile: `FROM node:22.11-slim\n${labels('docker.io/library/node:22.11-slim')}` },
    verdict: 'pass',
  },
  {
    title: 'Labels that name another image',
    files: { Dockerfile: `FROM node:22.11-slim\n${labels('docker.io/library/python:3.13')}` },
    verdict: 'warn',
  },
  {
    title: 'The pipeline sets the labels',
    files: {
      Dockerfile: 'FROM node:22.11-slim\n',
      '.github/workflows/ci.yml': `jobs:\n  image:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          push: true\n          labels: |\n            org.opencontainers.image.base.name=node:22.11-slim\n            org.opencontainers.image.base.digest=\${{ steps.base.outputs.digest }}\n`,
    },
    verdict: 'pass',
  },
  {
    title: 'Only a tag',
    files: { Dockerfile: 'FROM node:22.11-slim\n' },
    verdict: 'warn',
    at: 'Dockerfile:1',
    showInDocs: true,
  },
  {
    title: 'The name of the parent through a build argument, without a digest',
    files: {
      Dockerfile:
        'ARG RUNTIME_IMAGE=node:latest\nFROM ${RUNTIME_IMAGE}\nARG RUNTIME_IMAGE\nARG BASE_DIGEST\nLABEL org.opencontainers.image.base.name="${RUNTIME_IMAGE}" org.opencontainers.image.base.digest="${BASE_DIGEST}"\n',
    },
    verdict: 'warn',
  },
  {
    title: 'A floating tag and nothing else',
    files: { Dockerfile: 'FROM node:lts-slim\n' },
    verdict: 'fail',
    at: 'Dockerfile:1',
    showInDocs: true,
  },
  {
    title: 'The parent is a build argument that nobody sets',
    files: { Dockerfile: 'ARG BASE\nFROM $BASE\n' },
    verdict: 'unknown',
  },
  {
    title: 'No parent',
    files: { Dockerfile: 'FROM scratch\nCOPY app /\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'The provenance of the released image names the parent by digest',
    files: { Dockerfile: 'FROM node:lts-slim\n' },
    registry: exampleRegistry({
      images: [
        exampleImage({
          referrers: seen([
            {
              source: 'buildkit',
              predicateType: 'https://slsa.dev/provenance/v1',
              materials: [`docker.io/library/node@${digest}`],
            },
          ]),
        }),
      ],
    }),
    verdict: 'pass',
    reason: 'provenance',
  },
  {
    title: 'The labels of the released image name the parent by digest',
    files: { Dockerfile: 'FROM node:22.11-slim\n' },
    registry: labelled({
      'org.opencontainers.image.base.name': 'docker.io/library/node:22.11-slim',
      'org.opencontainers.image.base.digest': digest,
    }),
    verdict: 'pass',
    reason: 'labels',
  },
  {
    title: 'Labels that the parent hands on name the parent of the parent',
    files: { Dockerfile: 'FROM node:lts-slim\n' },
    registry: labelled({
      'org.opencontainers.image.base.name': 'docker.io/library/debian:12-slim',
      'org.opencontainers.image.base.digest': digest,
    }),
    verdict: 'fail',
  },
]);
