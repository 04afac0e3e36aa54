import { defineExamples } from '../checkExample';

const dockerfile = (...lines: readonly string[]) => ({ Dockerfile: `${lines.join('\n')}\n` });
const names = (count: number) => Array.from({ length: count }, (_, i) => `pkg${i}`).join(' ');

export const examples = defineExamples('cost-parent-common-packages', [
  {
    title: 'Two packages',
    files: dockerfile('FROM debian:12-slim', 'RUN apt-get install -y ca-certificates tini'),
    verdict: 'pass',
    reason: 'installs 2 packages of the operating system: ca-certificates, tini',
    showInDocs: true,
  },
  {
    title: 'Five packages, one of them twice',
    files: dockerfile(
      'FROM debian:12-slim',
      `RUN apt-get install -y ${names(5)}`,
      'RUN apt-get install -y pkg0=1.2',
    ),
    verdict: 'pass',
  },
  {
    title: 'Six packages over two instructions',
    files: dockerfile(
      'FROM alpine:3.20',
      `RUN apk add --no-cache ${names(3)}`,
      'ENV A=1',
      'RUN apk add --no-cache a b c',
    ),
    verdict: 'warn',
    reason: '6 packages',
    at: 'Dockerfile:2',
  },
  {
    title: 'Sixteen packages',
    files: dockerfile('FROM ubuntu:24.04', `RUN apt-get update && apt-get install -y ${names(16)}`),
    verdict: 'fail',
    reason: '16 packages',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'Fifteen packages',
    files: dockerfile('FROM ubuntu:24.04', `RUN apt-get install -y ${names(15)}`),
    verdict: 'warn',
  },
  {
    title: 'A virtual group that the same RUN removes',
    files: dockerfile(
      'FROM alpine:3.20',
      `RUN apk add --no-cache tini && apk add --virtual .build-deps ${names(20)} && make && apk del .build-deps`,
    ),
    verdict: 'pass',
    reason: 'installs 1 packages',
  },
  {
    title: 'Packages that the same RUN purges',
    files: dockerfile(
      'FROM debian:12-slim',
      'RUN deps="gcc make g++ libc6-dev git" && apt-get install -y tini libpq5 $deps && make && apt-get purge -y --auto-remove $deps',
    ),
    verdict: 'pass',
    calibration: 1,
  },
  {
    title: 'A virtual group that a later RUN removes',
    files: dockerfile(
      'FROM alpine:3.20',
      `RUN apk add --virtual .build-deps ${names(6)}`,
      'RUN apk del .build-deps',
    ),
    verdict: 'warn',
  },
  {
    title: 'Options with values are no packages',
    files: dockerfile(
      'FROM debian:12-slim',
      'RUN apt-get -o Acquire::Retries=3 install -y --no-install-recommends -t bookworm-backports a b c d e',
    ),
    verdict: 'pass',
    reason: 'installs 5 packages',
  },
  {
    title: 'Names from a file',
    files: dockerfile('FROM debian:12-slim', 'RUN apt-get install -y $(cat packages.txt)'),
    verdict: 'unknown',
    reason: 'not known',
  },
  {
    title: 'Names from a variable that has a default',
    files: dockerfile('FROM rockylinux:9', 'ARG PACKAGES="a b c"', 'RUN dnf install -y $PACKAGES'),
    verdict: 'pass',
    reason: 'installs 3 packages',
  },
  {
    title: 'More than enough beside a name nobody knows',
    files: dockerfile('FROM debian:12-slim', `RUN apt-get install -y $EXTRA ${names(16)}`),
    verdict: 'fail',
  },
  {
    title: 'Packages of a build stage do not ship',
    files: dockerfile(
      'FROM debian:12 AS build',
      `RUN apt-get install -y ${names(20)}`,
      'FROM debian:12-slim',
      'COPY --from=build /app /app',
    ),
    verdict: 'pass',
    reason: 'no packages',
  },
  {
    title: 'A distroless parent',
    files: dockerfile('FROM gcr.io/distroless/static-debian12:nonroot', 'COPY app /app'),
    verdict: 'not-applicable',
  },
  {
    title: 'A base image',
    files: dockerfile('FROM debian:12-slim', `RUN apt-get install -y ${names(20)}`),
    annotations: { 'container-lens/workload-type': 'base-image' },
    verdict: 'not-applicable',
  },
  {
    title: 'Names of packages that xargs reads from a file',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY packages.txt /tmp/\nRUN apt-get update && xargs -a /tmp/packages.txt apt-get install -y\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'An install behind a time limit',
    files: {
      Dockerfile: 'FROM debian:12-slim\nRUN timeout 300 apt-get install -y a b c d e f\n',
    },
    verdict: 'warn',
  },
]);
