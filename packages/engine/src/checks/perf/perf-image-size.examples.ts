import { defineExamples } from '../checkExample';
import {
  exampleDigest,
  exampleImage,
  examplePlatform,
  exampleRegistry,
  seen,
  unreleased,
} from '../exampleRegistry';

const MB = 1_000_000;
const sized = (megabytes: number) =>
  exampleRegistry({ images: [exampleImage({ sizeBytes: megabytes * MB })] });
const node = { Dockerfile: 'FROM node:24.1-slim\nCOPY . .\nCMD ["node", "server.js"]\n' };

export const examples = defineExamples('perf-image-size', [
  {
    title: 'Node within 200 MB',
    files: node,
    registry: sized(200),
    verdict: 'pass',
    reason: /profile node is 200.0 MB/,
    showInDocs: true,
  },
  { title: 'Node above 200 MB', files: node, registry: sized(200.1), verdict: 'warn' },
  { title: 'Node with 400 MB', files: node, registry: sized(400), verdict: 'warn' },
  {
    title: 'Node above 400 MB',
    files: node,
    registry: sized(401),
    verdict: 'fail',
    showInDocs: true,
  },
  {
    title: 'A budget of the organisation',
    files: node,
    organisation: { parameters: { 'perf-image-size': { profiles_mb: { node: { pass: 100 } } } } },
    registry: sized(150),
    verdict: 'warn',
  },
  {
    title: 'The annotation names the profile',
    files: node,
    annotations: { 'container-lens/profile': 'ml' },
    registry: sized(3000),
    verdict: 'pass',
    reason: /profile ml/,
  },
  {
    title: 'A model is a dependency',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nCMD ["python", "app.py"]\n',
      'requirements.txt': 'torch==2.9.0\n',
    },
    registry: sized(3900),
    verdict: 'pass',
    reason: /profile ml/,
  },
  {
    title: 'The start command tells the run time',
    files: {
      Dockerfile:
        'FROM registry.example.com/base/run:1.2\nCOPY app.jar /\nENTRYPOINT ["java", "-jar", "/app.jar"]\n',
    },
    registry: sized(240),
    verdict: 'pass',
    reason: /profile jvm/,
  },
  {
    title: 'Files on a web server',
    files: { Dockerfile: 'FROM nginx:1.29-alpine\nCOPY dist /usr/share/nginx/html\n' },
    registry: sized(70),
    verdict: 'warn',
    reason: /profile web-static/,
  },
  {
    title: 'A program on scratch',
    files: { Dockerfile: 'FROM scratch\nCOPY app /app\nENTRYPOINT ["/app"]\n' },
    registry: sized(60),
    verdict: 'warn',
    reason: /profile static/,
  },
  {
    title: 'A program on a distroless parent',
    files: {
      Dockerfile:
        'FROM gcr.io/distroless/static-debian12:nonroot\nCOPY app /app\nENTRYPOINT ["/app"]\n',
    },
    registry: sized(20),
    verdict: 'pass',
    reason: /profile static/,
  },
  {
    title: 'Nothing tells the run time',
    files: { Dockerfile: 'FROM debian:13-slim\nCOPY app /app\nENTRYPOINT ["/app"]\n' },
    registry: sized(290),
    verdict: 'pass',
    reason: /profile default/,
  },
  {
    title: 'The largest platform counts',
    files: node,
    registry: exampleRegistry({
      images: [
        exampleImage({
          platforms: seen([
            examplePlatform({ sizeBytes: 150 * MB }),
            examplePlatform({
              digest: exampleDigest('e'),
              architecture: 'arm64',
              sizeBytes: 450 * MB,
            }),
          ]),
        }),
      ],
    }),
    verdict: 'fail',
  },
  {
    title: 'An image whose size nobody said',
    files: node,
    registry: exampleRegistry(),
    verdict: 'unknown',
  },
  { title: 'No registry', files: node, verdict: 'unknown' },
  {
    title: 'A repository without any image',
    files: node,
    registry: exampleRegistry({ images: [] }),
    verdict: 'not-applicable',
  },
  {
    title: 'An entity that is not released yet',
    files: node,
    annotations: unreleased,
    verdict: 'not-applicable',
  },
]);
