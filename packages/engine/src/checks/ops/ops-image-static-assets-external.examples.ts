import { defineExamples } from '../checkExample';

export const examples = defineExamples('ops-image-static-assets-external', [
  {
    title: 'Hardly any assets',
    files: { Dockerfile: 'FROM node:22-slim\nCOPY . /app\n', 'logo.png': 'x\n' },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A video of 150 MB, kept in Git LFS',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . /app\n',
      'public/intro.mp4.txt': '',
      'public/intro.sql':
        'version https://git-lfs.github.com/spec/v1\noid sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nsize 157286400\n',
    },
    verdict: 'fail',
    reason: '150 MB',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'Data of 40 MB',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . /app\n',
      'data/seed.csv':
        'version https://git-lfs.github.com/spec/v1\noid sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nsize 41943040\n',
    },
    verdict: 'warn',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'The ignore file leaves them out',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . /app\n',
      'data/seed.csv':
        'version https://git-lfs.github.com/spec/v1\noid sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nsize 157286400\n',
      '.dockerignore': 'data\n',
    },
    verdict: 'pass',
  },
  {
    title: 'No COPY covers them',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY src /app\n',
      'src/a.js': '',
      'data/seed.csv':
        'version https://git-lfs.github.com/spec/v1\noid sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nsize 157286400\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Copied by a build stage alone',
    files: {
      Dockerfile:
        'FROM node:22 AS build\nCOPY . .\nFROM node:22-slim\nCOPY --from=build /app/dist /app\n',
      'data/seed.csv':
        'version https://git-lfs.github.com/spec/v1\noid sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nsize 157286400\n',
    },
    verdict: 'not-applicable',
  },
  {
    title: 'A static site may hold more',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . /app\n',
      'img/a.csv':
        'version https://git-lfs.github.com/spec/v1\noid sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nsize 94371840\n',
    },
    annotations: { 'container-lens/profile': 'web-static' },
    verdict: 'pass',
  },
  {
    title: 'A model may hold more, but not without end',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . /app\n',
      'model.onnx':
        'version https://git-lfs.github.com/spec/v1\noid sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nsize 629145600\n',
    },
    annotations: { 'container-lens/profile': 'ml' },
    verdict: 'fail',
  },
  {
    title: 'Many files count together',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . /app\n',
      'a.csv':
        'version https://git-lfs.github.com/spec/v1\noid sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nsize 9437184\n',
      'b.csv':
        'version https://git-lfs.github.com/spec/v1\noid sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nsize 9437184\n',
      'c.dump':
        'version https://git-lfs.github.com/spec/v1\noid sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nsize 9437184\n',
    },
    verdict: 'warn',
  },
  {
    title: 'Source code does not count',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . /app\n',
      'src/a.js':
        'version https://git-lfs.github.com/spec/v1\noid sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nsize 943718400\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Exactly the limit',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . /app\n',
      'a.csv':
        'version https://git-lfs.github.com/spec/v1\noid sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nsize 20971520\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Left out by the COPY itself',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY --exclude=data . /app\n',
      'data/a.csv':
        'version https://git-lfs.github.com/spec/v1\noid sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nsize 52428800\n',
    },
    verdict: 'pass',
  },
  {
    title: 'The limits of the organisation',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . /app\n',
      'a.csv':
        'version https://git-lfs.github.com/spec/v1\noid sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nsize 20971520\n',
    },
    organisation: {
      parameters: { 'ops-image-static-assets-external': { pass_mb: 1, fail_mb: 10 } },
    },
    verdict: 'fail',
  },
  {
    title: 'Nothing is copied',
    files: {
      Dockerfile: 'FROM nginx:1.29\n',
      'a.csv':
        'version https://git-lfs.github.com/spec/v1\noid sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nsize 52428800\n',
    },
    verdict: 'not-applicable',
  },
  {
    title: 'What is copied is not known',
    files: {
      Dockerfile: 'FROM node:22-slim\nARG FROM_DIR\nCOPY ${FROM_DIR} /app\n',
      'a.csv':
        'version https://git-lfs.github.com/spec/v1\noid sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nsize 52428800\n',
    },
    verdict: 'unknown',
  },
]);
