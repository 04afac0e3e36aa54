import { defineExamples } from '../checkExample';

const dockerfile = (...lines: readonly string[]) => ({ Dockerfile: `${lines.join('\n')}\n` });

export const examples = defineExamples('cost-layer-no-recommends', [
  {
    title: 'apt-get without recommended packages',
    files: dockerfile(
      'FROM debian:12-slim',
      'RUN apt-get update && apt-get install -y --no-install-recommends tini',
    ),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'apt-get as it comes',
    files: dockerfile('FROM debian:12-slim', 'RUN apt-get update && apt-get install -y tini'),
    verdict: 'fail',
    reason: 'without --no-install-recommends',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'One of two installs lacks it',
    files: dockerfile(
      'FROM debian:12-slim',
      'RUN apt-get install -y --no-install-recommends tini',
      'USER root',
      'RUN apt install -y curl',
    ),
    verdict: 'fail',
    at: 'Dockerfile:4',
  },
  {
    title: 'The option in two words',
    files: dockerfile(
      'FROM debian:12-slim',
      'RUN apt-get install -y -o APT::Install-Recommends=false tini',
    ),
    verdict: 'pass',
  },
  {
    title: 'Switched off in the configuration before',
    files: dockerfile(
      'FROM debian:12-slim',
      `RUN echo 'APT::Install-Recommends "0";' > /etc/apt/apt.conf.d/99-lean`,
      'RUN apt-get update && apt-get install -y tini',
    ),
    verdict: 'pass',
    reason: 'leaves recommended packages out',
  },
  {
    title: 'Switched off in a file of the repository',
    files: {
      ...dockerfile(
        'FROM debian:12-slim',
        'COPY lean.conf.yaml /etc/apt/apt.conf.d/99lean',
        'RUN apt-get install -y tini',
      ),
      'lean.conf.yaml': 'APT::Install-Recommends "false";\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A configuration that was not read',
    files: {
      ...dockerfile(
        'FROM debian:12-slim',
        'COPY apt.bin /etc/apt/apt.conf.d/99lean',
        'RUN apt-get install -y tini',
      ),
    },
    unreadable: { 'apt.bin': 'apt.bin is a binary file.' },
    verdict: 'unknown',
  },
  {
    title: 'The option in a variable',
    files: dockerfile(
      'FROM debian:12-slim',
      'ARG APT_OPTIONS="-y --no-install-recommends"',
      'RUN apt-get install $APT_OPTIONS tini',
    ),
    verdict: 'pass',
  },
  {
    title: 'dnf as it comes',
    files: dockerfile('FROM rockylinux:9', 'RUN dnf install -y tini'),
    verdict: 'warn',
    reason: 'install_weak_deps',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'microdnf without weak dependencies',
    files: dockerfile(
      'FROM registry.access.redhat.com/ubi9/ubi-minimal:9.4',
      'RUN microdnf install -y --setopt=install_weak_deps=0 tini',
    ),
    verdict: 'pass',
  },
  {
    title: 'dnf.conf switches weak dependencies off',
    files: dockerfile(
      'FROM rockylinux:9',
      'RUN echo install_weak_deps=False >> /etc/dnf/dnf.conf && dnf install -y tini',
    ),
    verdict: 'pass',
  },
  {
    title: 'apk and yum have no recommended packages',
    files: dockerfile('FROM alpine:3.20', 'RUN apk add tini'),
    verdict: 'not-applicable',
  },
  {
    title: 'A build stage does not ship',
    files: dockerfile(
      'FROM debian:12 AS build',
      'RUN apt-get install -y make',
      'FROM scratch',
      'COPY --from=build /a /a',
    ),
    verdict: 'not-applicable',
  },
]);
