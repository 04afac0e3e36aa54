import { defineExamples } from '../checkExample';

const dockerfile = (...lines: readonly string[]) => ({ Dockerfile: `${lines.join('\n')}\n` });

export const examples = defineExamples('cost-dockerfile-copy-over-add', [
  {
    title: 'ADD extracts an archive',
    files: dockerfile('FROM scratch', 'ADD rootfs.tar.xz /'),
    verdict: 'pass',
    calibration: 1,
    showInDocs: true,
  },
  {
    title: 'ADD of a folder',
    files: dockerfile('FROM node:22.11-slim', 'ADD . /app'),
    verdict: 'fail',
    reason: 'ADD . is no archive',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'One archive and one plain file',
    files: dockerfile('FROM node:22.11-slim', 'ADD app.tgz config.json /app/'),
    verdict: 'fail',
    reason: 'config.json',
  },
  {
    title: 'A JAR is no archive to extract',
    files: dockerfile('FROM eclipse-temurin:21.0-jre', 'ADD target/app.jar /app.jar'),
    verdict: 'fail',
  },
  {
    title: 'Only in a build stage',
    files: dockerfile(
      'FROM golang:1.24 AS build',
      'ADD . /src',
      'FROM scratch',
      'COPY --from=build /app /app',
    ),
    verdict: 'warn',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'A stage the image inherits',
    files: dockerfile('FROM node:22.11 AS base', 'ADD . /src', 'FROM base', 'USER 1000'),
    verdict: 'fail',
  },
  {
    title: 'A remote file is judged elsewhere',
    files: dockerfile('FROM alpine:3.20', 'ADD https://example.com/tool /usr/bin/tool'),
    verdict: 'pass',
  },
  {
    title: 'A Git repository',
    files: dockerfile('FROM alpine:3.20', 'ADD git@github.com:example/shop.git#v1 /src'),
    verdict: 'pass',
  },
  {
    title: 'The ending of an archive behind a variable',
    files: dockerfile('FROM alpine:3.20', 'ARG VERSION', 'ADD app-${VERSION}.tar.gz /'),
    verdict: 'pass',
  },
  {
    title: 'A source nobody knows',
    files: dockerfile('FROM alpine:3.20', 'ARG SOURCE', 'ADD ${SOURCE} /app/'),
    verdict: 'unknown',
    reason: '${SOURCE}',
  },
  {
    title: 'A list in JSON',
    files: dockerfile('FROM alpine:3.20', 'ADD ["a file.txt", "/app/"]'),
    verdict: 'fail',
    reason: 'a file.txt',
  },
  {
    title: 'No ADD at all',
    files: dockerfile('FROM alpine:3.20', 'COPY . /app'),
    verdict: 'not-applicable',
  },
]);
