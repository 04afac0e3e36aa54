import { defineExamples } from '../checkExample';

export const examples = defineExamples('cost-layer-package-cache', [
  {
    title: 'Cleaned in a later layer',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl\nRUN rm -rf /var/lib/apt/lists/*\n',
    },
    verdict: 'fail',
    reason: 'later RUN',
    at: 'Dockerfile:2',
    showInDocs: true,
    calibration: 1,
  },
  {
    title: 'pip keeps its cache',
    files: { Dockerfile: 'FROM python:3.13-slim\nRUN pip install -r requirements.txt\n' },
    verdict: 'warn',
    at: 'Dockerfile:2',
    showInDocs: true,
    calibration: 2,
  },
  {
    title: 'Cleaned in the same RUN',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN apt-get update \\\n  # needed by the probe\n  && apt-get install -y --no-install-recommends curl \\\n  && rm -rf /var/lib/apt/lists/*\n',
    },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Cleaned before the last install',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN apt-get update && rm -rf /var/lib/apt/lists/* && apt-get update && apt-get install -y curl\n',
    },
    verdict: 'fail',
  },
  {
    title: 'Cache mounts',
    files: {
      Dockerfile:
        'FROM node:22-slim\nRUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y git\nRUN --mount=type=cache,target=/root/.npm npm ci\n',
    },
    verdict: 'pass',
  },
  {
    title: 'apk without a cache, pip by its variable',
    files: {
      Dockerfile:
        'FROM python:3.13-alpine\nENV PIP_NO_CACHE_DIR=1\nRUN apk add --no-cache libpq && pip install gunicorn\n',
    },
    verdict: 'pass',
  },
  {
    title: 'apk with a cache',
    files: { Dockerfile: 'FROM alpine:3.20\nRUN apk update && apk add curl\n' },
    verdict: 'fail',
  },
  {
    title: 'dnf in a here-document',
    files: {
      Dockerfile:
        'FROM public.ecr.aws/amazonlinux/amazonlinux:2023\nRUN <<EOF\ndnf install -y java-21-amazon-corretto-headless\ndnf clean all\nEOF\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A build stage does not ship',
    files: {
      Dockerfile:
        'FROM node:22 AS build\nRUN npm ci\nFROM gcr.io/distroless/nodejs22-debian12\nCOPY --from=build /app /app\n',
    },
    verdict: 'not-applicable',
  },
  {
    title: 'A Dockerfile that cannot be read',
    files: { Dockerfile: 'FROM debian:12-slim\nRUN <<EOF\napt-get install -y curl\n' },
    verdict: 'unknown',
  },
  {
    title: 'The lists of apt lie in memory',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN --mount=type=tmpfs,target=/var/lib/apt/lists apt-get update && apt-get install -y curl\n',
    },
    verdict: 'pass',
  },
]);
