import { defineExamples } from '../checkExample';

const dockerfile = (...lines: readonly string[]) => ({ Dockerfile: `${lines.join('\n')}\n` });

export const examples = defineExamples('cost-layer-run-chained', [
  {
    title: 'Two RUN in a row',
    files: dockerfile('FROM node:22.11-slim', 'RUN npm ci', 'RUN npm run build'),
    verdict: 'pass',
    reason: 'At most 2',
    showInDocs: true,
  },
  {
    title: 'Three RUN in a row, a comment between them',
    files: dockerfile('FROM node:22.11-slim', 'RUN a', '# then', 'RUN b', 'RUN c'),
    verdict: 'warn',
    reason: '3 RUN',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'Five RUN in a row',
    files: dockerfile('FROM alpine:3.20', 'RUN a', 'RUN b', 'RUN c', 'RUN d', 'RUN e'),
    verdict: 'fail',
    reason: '5 RUN',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'Another instruction ends the row',
    files: dockerfile('FROM alpine:3.20', 'RUN a', 'RUN b', 'ENV X=1', 'RUN c', 'RUN d'),
    verdict: 'pass',
  },
  {
    title: 'A stage border ends the row',
    files: dockerfile('FROM alpine:3.20 AS base', 'RUN a', 'RUN b', 'FROM base', 'RUN c', 'RUN d'),
    verdict: 'pass',
  },
  {
    title: 'A RUN with another mount ends the row',
    files: dockerfile(
      'FROM alpine:3.20',
      'RUN a',
      'RUN b',
      'RUN --mount=type=cache,target=/root/.npm c',
      'RUN d',
    ),
    verdict: 'pass',
  },
  {
    title: 'A here-document counts once',
    files: dockerfile('FROM alpine:3.20', 'RUN <<EOF', 'a', 'b', 'c', 'EOF', 'RUN d'),
    verdict: 'pass',
  },
  {
    title: 'The package index fetched in a RUN of its own',
    files: dockerfile('FROM debian:12-slim', 'RUN apt-get update', 'RUN apt-get install -y tini'),
    verdict: 'fail',
    calibration: 1,
    reason: 'only fetches the package index',
    at: 'Dockerfile:2',
  },
  {
    title: 'The package index fetched alone with options',
    files: dockerfile('FROM debian:12-slim', 'RUN set -eux; apt-get -qq update', 'USER 1000'),
    verdict: 'fail',
  },
  {
    title: 'The index and the install together',
    files: dockerfile('FROM debian:12-slim', 'RUN apt-get update && apt-get install -y tini'),
    verdict: 'pass',
  },
  {
    title: 'A long row in a build stage',
    files: dockerfile(
      'FROM golang:1.24 AS build',
      'RUN a',
      'RUN b',
      'RUN c',
      'RUN d',
      'RUN e',
      'FROM scratch',
      'COPY --from=build /app /app',
    ),
    verdict: 'not-applicable',
  },
  {
    title: 'No RUN',
    files: dockerfile('FROM scratch', 'COPY app /app'),
    verdict: 'not-applicable',
  },
]);
