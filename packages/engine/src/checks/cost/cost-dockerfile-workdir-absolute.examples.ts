import { defineExamples } from '../checkExample';

const dockerfile = (...lines: readonly string[]) => ({ Dockerfile: `${lines.join('\n')}\n` });

export const examples = defineExamples('cost-dockerfile-workdir-absolute', [
  {
    title: 'An absolute WORKDIR',
    files: dockerfile('FROM node:22.11-slim', 'WORKDIR /app', 'COPY . .'),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A relative WORKDIR',
    files: dockerfile('FROM node:22.11-slim', 'WORKDIR app', 'COPY . .'),
    verdict: 'fail',
    reason: 'WORKDIR app is relative',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'A relative WORKDIR in a build stage',
    files: dockerfile(
      'FROM golang:1.24 AS build',
      'WORKDIR src',
      'FROM scratch',
      'COPY --from=build /x /x',
    ),
    verdict: 'fail',
    at: 'Dockerfile:2',
  },
  {
    title: 'Relative to an absolute WORKDIR before it',
    files: dockerfile('FROM node:22.11-slim', 'WORKDIR /app', 'WORKDIR src'),
    verdict: 'warn',
    at: 'Dockerfile:3',
    showInDocs: true,
  },
  {
    title: 'The absolute WORKDIR is inherited from an earlier stage',
    files: dockerfile('FROM node:22.11-slim AS base', 'WORKDIR /app', 'FROM base', 'WORKDIR src'),
    verdict: 'warn',
    at: 'Dockerfile:4',
  },
  {
    title: 'The WORKDIR of another stage does not help',
    files: dockerfile(
      'FROM node:22.11-slim AS base',
      'WORKDIR /app',
      'FROM node:22.11-slim',
      'WORKDIR src',
    ),
    verdict: 'fail',
  },
  {
    title: 'A relative destination without any WORKDIR',
    files: dockerfile('FROM node:22.11-slim', 'COPY server.js ./'),
    verdict: 'warn',
    reason: 'COPY to ./',
    at: 'Dockerfile:2',
  },
  {
    title: 'A relative destination before the WORKDIR',
    files: dockerfile('FROM node:22.11-slim', 'COPY server.js ./', 'WORKDIR /app'),
    verdict: 'warn',
  },
  {
    title: 'A relative destination in a build stage only',
    files: dockerfile(
      'FROM node:22.11 AS build',
      'COPY . .',
      'FROM scratch',
      'COPY --from=build /x /x',
    ),
    verdict: 'pass',
  },
  {
    title: 'A destination that follows a WORKDIR of an inherited stage',
    files: dockerfile('FROM node:22.11 AS base', 'WORKDIR /app', 'FROM base', 'COPY a.js b.js ./'),
    verdict: 'pass',
  },
  {
    title: 'A variable with a default',
    files: dockerfile('FROM node:22.11-slim', 'ARG HOME_DIR=/srv/app', 'WORKDIR ${HOME_DIR}'),
    verdict: 'pass',
  },
  {
    title: 'A variable of the parent image',
    files: dockerfile('FROM registry.example.com/base/node:22.1', 'WORKDIR $APP_ROOT'),
    verdict: 'unknown',
    reason: '$APP_ROOT',
  },
  {
    title: 'An unknown variable behind a slash',
    files: dockerfile('FROM node:22.11-slim', 'ARG NAME', 'WORKDIR /srv/$NAME'),
    verdict: 'pass',
  },
  {
    title: 'A drive of Windows',
    files: dockerfile(
      '# escape=`',
      'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022',
      'WORKDIR C:\\app',
    ),
    verdict: 'pass',
  },
  {
    title: 'Neither WORKDIR nor relative destinations',
    files: dockerfile('FROM scratch', 'COPY app /app'),
    verdict: 'not-applicable',
  },
]);
