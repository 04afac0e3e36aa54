import { defineExamples } from '../checkExample';
import { exampleImage, examplePlatform, exampleRegistry, seen } from '../exampleRegistry';

const entrypoint = '#!/bin/sh\nset -e\nchown -R app /data\nexec gosu app "$@"\n';

/** A registry whose image has this user. */
const runningAs = (user: string) =>
  exampleRegistry({
    images: [exampleImage({ platforms: seen([examplePlatform({ config: seen({ user }) })]) })],
  });

export const examples = defineExamples('sec-image-user-non-root', [
  {
    title: 'A numeric user ends the final stage',
    files: { Dockerfile: 'FROM node:22-slim\nRUN npm ci\nUSER 1000\n' },
    verdict: 'pass',
    reason: 'user 1000',
    showInDocs: true,
    calibration: 1,
  },
  {
    title: 'The user is a build argument that nobody sets',
    files: { Dockerfile: 'ARG APP_UID\nFROM alpine:3.20\nARG APP_UID\nUSER $APP_UID\n' },
    verdict: 'unknown',
    reason: /APP_UID has no default/,
    calibration: 2,
  },
  {
    title: 'The parent brings a user',
    files: { Dockerfile: 'FROM gcr.io/distroless/static-debian12:nonroot\nCOPY app /app\n' },
    verdict: 'pass',
    reason: '65532',
    calibration: 3,
  },
  {
    title: 'USER in a build-only stage does not count',
    files: {
      Dockerfile: 'FROM golang:1.24 AS b\nUSER 1000\nFROM scratch\nCOPY --from=b /app /app\n',
    },
    verdict: 'fail',
    at: 'Dockerfile:3',
    calibration: 4,
  },
  {
    title: 'No USER on a parent that nobody knows',
    files: { Dockerfile: 'FROM registry.example.com/base/java:21\n' },
    verdict: 'unknown',
    reason: /not in the parent table/,
    calibration: 5,
  },
  {
    title: 'The organisation says which user its parent has',
    files: { Dockerfile: 'FROM registry.example.com/base/java:21\n' },
    organisation: {
      parentImages: [{ repository: 'registry.example.com/base/*', user: '10001' }],
    },
    verdict: 'pass',
  },
  {
    title: 'No USER on a parent that runs as root',
    files: { Dockerfile: 'FROM node:22-slim\nCMD ["node", "server.js"]\n' },
    verdict: 'fail',
    reason: /root/,
    at: 'Dockerfile:1',
    showInDocs: true,
  },
  {
    title: 'The last USER of the stages the image inherits counts',
    files: {
      Dockerfile:
        'FROM alpine:3.20 AS base\nUSER 1000\nFROM base\nUSER root\nRUN true\nUSER app:app\n',
    },
    verdict: 'pass',
    reason: 'user app',
  },
  {
    title: 'USER root after a user is root',
    files: { Dockerfile: 'FROM node:22-slim\nUSER 1000\nUSER root\n' },
    verdict: 'fail',
    at: 'Dockerfile:3',
  },
  {
    title: 'Zero in any spelling is root',
    files: { Dockerfile: 'FROM node:22-slim\nUSER 00:1000\n' },
    verdict: 'fail',
    at: 'Dockerfile:2',
  },
  {
    title: 'A user that is created with the id 0 is root',
    files: { Dockerfile: 'FROM debian:12-slim\nRUN useradd -o -u 0 app\nUSER app\n' },
    verdict: 'fail',
    at: 'Dockerfile:2',
  },
  {
    title: 'USER in a here-document is no instruction',
    files: { Dockerfile: 'FROM debian:12-slim\nRUN cat 3<<EOF\nUSER 1000\nEOF\n' },
    verdict: 'fail',
  },
  {
    title: 'The entrypoint script drops root as its last step',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["/app"]\n',
      'entrypoint.sh': entrypoint,
    },
    verdict: 'warn',
    reason: 'gosu',
    showInDocs: true,
  },
  {
    title: 'The user comes from a default',
    files: { Dockerfile: 'FROM node:22-slim\nARG APP_UID=1000\nUSER ${APP_UID:-0}\n' },
    verdict: 'pass',
  },
  {
    title: 'The pipeline decides the user',
    files: {
      Dockerfile: 'FROM node:22-slim\nARG APP_UID=1000\nUSER $APP_UID\n',
      '.github/workflows/ci.yml':
        'jobs:\n  image:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          push: true\n          build-args: |\n            APP_UID=0\n',
    },
    verdict: 'fail',
    at: 'Dockerfile:3',
  },
  {
    title: 'The deployment enforces another user',
    files: {
      Dockerfile: 'FROM node:22-slim\n',
      'k8s/deployment.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: orders\nspec:\n  selector:\n    matchLabels:\n      app: orders\n  template:\n    metadata:\n      labels:\n        app: orders\n    spec:\n      securityContext:\n        runAsUser: 1000\n        runAsNonRoot: true\n      containers:\n        - name: app\n          image: registry.example.com/orders:1.0.0\n',
    },
    verdict: 'warn',
    at: 'Dockerfile:1',
  },
  {
    title: 'The task definition enforces another user',
    files: {
      Dockerfile: 'FROM node:22-slim\n',
      'ecs/task-definition.json':
        '{"family":"orders","containerDefinitions":[{"name":"app","image":"orders","user":"1000"}]}\n',
    },
    verdict: 'warn',
  },
  {
    title: 'A Windows image',
    files: { Dockerfile: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'A Dockerfile without FROM cannot be read',
    files: { Dockerfile: 'USER 1000\n' },
    verdict: 'unknown',
  },
  {
    title: 'The task definition says root as well',
    files: {
      Dockerfile: 'FROM node:22-slim\n',
      'ecs/task-definition.json':
        '{"family":"orders","containerDefinitions":[{"name":"app","image":"orders","user":"0:1000"}]}\n',
    },
    verdict: 'fail',
  },
  {
    title: 'A task definition that cannot be read may enforce another user',
    files: {
      Dockerfile: 'FROM node:22-slim\n',
      'ecs/task-definition.json': '{"containerDefinitions":[{"cpu": ${CPU}}]}\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'The image in the registry runs as root, whatever the Dockerfile says by now',
    files: { Dockerfile: 'FROM node:22-slim\nUSER 65532\n' },
    registry: runningAs(''),
    verdict: 'fail',
  },
  {
    title: 'The image in the registry has a user whose parent nobody knows',
    files: { Dockerfile: 'FROM registry.example.com/base/unknown:1.2\nCOPY . .\n' },
    registry: runningAs('10001:10001'),
    verdict: 'pass',
  },
  {
    title: 'Of several images nobody knows which one the registry holds',
    files: {
      'api/Dockerfile': 'FROM node:22-slim\nUSER 65532\n',
      'web/Dockerfile': 'FROM node:22-slim\nUSER 65532\n',
    },
    registry: runningAs('0'),
    verdict: 'pass',
  },
  {
    title: 'One platform of the image in the registry runs as root',
    files: { Dockerfile: 'FROM node:22-slim\nUSER 1000\n' },
    registry: exampleRegistry({
      images: [
        exampleImage({
          platforms: seen([
            examplePlatform({ config: seen({ user: '1000' }) }),
            examplePlatform({
              digest: `sha256:${'7'.repeat(64)}`,
              architecture: 'arm64',
              config: seen({ user: '' }),
            }),
          ]),
        }),
      ],
    }),
    verdict: 'fail',
  },
  {
    title: 'One platform of the image in the registry cannot be read',
    files: { Dockerfile: 'FROM node:22-slim\nUSER 1000\n' },
    registry: exampleRegistry({
      images: [
        exampleImage({
          platforms: seen([
            examplePlatform({ config: seen({ user: '1000' }) }),
            examplePlatform({
              digest: `sha256:${'7'.repeat(64)}`,
              architecture: 'arm64',
              config: { status: 'unavailable', code: 'source-error', reason: 'Timed out.' },
            }),
          ]),
        }),
      ],
    }),
    verdict: 'unknown',
    reason: 'linux/arm64',
  },
]);
