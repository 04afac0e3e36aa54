import { defineExamples } from '../checkExample';

const digest = `sha256:${'a1b2c3d4'.repeat(8)}`;

export const examples = defineExamples('perf-parent-tag-pinned', [
  {
    title: 'No tag',
    files: { Dockerfile: 'FROM alpine\n' },
    verdict: 'fail',
    at: 'Dockerfile:1',
    showInDocs: true,
    calibration: 1,
  },
  {
    title: 'Only the major version of a runtime',
    files: { Dockerfile: 'FROM node:22-slim\n' },
    verdict: 'warn',
    at: 'Dockerfile:1',
    showInDocs: true,
    calibration: 2,
  },
  {
    title: 'A floating tag in a build stage',
    files: {
      Dockerfile: `FROM node:lts AS build\nFROM gcr.io/distroless/nodejs22-debian12@${digest}\n`,
    },
    verdict: 'warn',
    at: 'Dockerfile:1',
    calibration: 3,
  },
  {
    title: 'The parent is a build argument that nobody sets',
    files: { Dockerfile: 'ARG BASE\nFROM ${BASE}\n' },
    verdict: 'unknown',
    calibration: 4,
  },
  {
    title: 'A publisher without version tags',
    files: { Dockerfile: 'FROM cgr.dev/chainguard/node\n' },
    verdict: 'warn',
    calibration: 5,
  },
  {
    title: 'The minor version in every stage',
    files: { Dockerfile: 'FROM golang:1.24.3 AS build\nFROM alpine:3.20\n' },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Tag and digest',
    files: { Dockerfile: `FROM node:22-slim@${digest}\n` },
    verdict: 'pass',
  },
  {
    title: 'The release of an operating system',
    files: { Dockerfile: 'FROM debian:12\n' },
    verdict: 'pass',
  },
  {
    title: 'A floating word with a variant',
    files: { Dockerfile: 'FROM node:lts-slim\n' },
    verdict: 'fail',
  },
  {
    title: 'A registry with a port and no tag',
    files: { Dockerfile: 'FROM registry.example.com:5000/base/node\n' },
    verdict: 'fail',
  },
  {
    title: 'COPY from an image that floats',
    files: { Dockerfile: 'FROM alpine:3.20\nCOPY --from=busybox:latest /bin/nc /bin/nc\n' },
    verdict: 'fail',
    at: 'Dockerfile:2',
  },
  {
    title: 'A mount in a build stage from an image that floats',
    files: {
      Dockerfile:
        'FROM golang:1.24 AS build\nRUN --mount=from=busybox,target=/tools true\nFROM scratch\nCOPY --from=build /a /a\n',
    },
    verdict: 'warn',
    at: 'Dockerfile:2',
  },
  {
    title: 'The default of a build argument, shortened by the builder',
    files: { Dockerfile: 'ARG TAG=22.11.0-rc1\nFROM --platform=$BUILDPLATFORM node:${TAG%%-*}\n' },
    verdict: 'pass',
  },
  {
    title: 'Only scratch',
    files: { Dockerfile: 'FROM scratch\nCOPY app /\n' },
    verdict: 'not-applicable',
  },
]);
