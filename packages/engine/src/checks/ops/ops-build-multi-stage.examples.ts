import { defineExamples } from '../checkExample';

export const examples = defineExamples('ops-build-multi-stage', [
  {
    title: 'A binary that was built elsewhere',
    files: { Dockerfile: 'FROM scratch\nCOPY bin/app /app\n' },
    verdict: 'not-applicable',
    calibration: 1,
  },
  {
    title: 'One stage installs and ships',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n',
    },
    verdict: 'fail',
    reason: 'pip install',
    at: 'Dockerfile:3',
    showInDocs: true,
    calibration: 2,
  },
  {
    title: 'Files for a web server',
    files: { Dockerfile: 'FROM nginx:1.27-alpine\nCOPY site /usr/share/nginx/html\n' },
    verdict: 'not-applicable',
    calibration: 3,
  },
  {
    title: 'The result is copied from a builder',
    files: {
      Dockerfile:
        'FROM golang:1.24 AS build\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\n',
    },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'The image inherits the stage that builds',
    files: {
      Dockerfile:
        'FROM node:22 AS build\nRUN npm ci && npm run build\nFROM build\nCMD ["node", "dist"]\n',
    },
    verdict: 'warn',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'It inherits the build stage and copies from another',
    files: {
      Dockerfile:
        'FROM node:22 AS assets\nRUN npm run build\nFROM node:22 AS build\nRUN npm ci\nFROM build\nCOPY --from=assets /a /a\n',
    },
    verdict: 'warn',
  },
  {
    title: 'A second stage that builds again',
    files: { Dockerfile: 'FROM node:22 AS build\nRUN npm ci\nFROM node:22\nRUN npm ci\n' },
    verdict: 'fail',
    at: 'Dockerfile:4',
  },
  {
    title: 'The build hides behind a shell in JSON form',
    files: { Dockerfile: 'FROM node:22\nRUN ["sh", "-c", "cd /app && npm ci"]\n' },
    verdict: 'fail',
  },
  {
    title: 'The build hides in a here-document',
    files: { Dockerfile: 'FROM maven:3.9.9\nRUN <<EOF\nset -e\n./mvnw package\nEOF\n' },
    verdict: 'fail',
  },
  {
    title: 'The artifact comes from outside',
    files: {
      Dockerfile:
        'FROM eclipse-temurin:21.0.5_11-jre\nRUN useradd app\nCOPY target/app.jar /app.jar\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A stage is used through a mount',
    files: {
      Dockerfile:
        'FROM node:22 AS deps\nRUN npm ci\nFROM node:22-slim\nRUN --mount=type=bind,from=deps,target=/deps cp -r /deps/node_modules /app\n',
    },
    verdict: 'pass',
  },
  {
    title: 'pip of a certain Python',
    files: {
      Dockerfile:
        'FROM public.ecr.aws/lambda/python:3.12\nCOPY requirements.txt .\nRUN python3.12 -m pip install -r requirements.txt\n',
    },
    verdict: 'fail',
    reason: 'pip install',
  },
  {
    title: 'One stage installs with pipenv',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nCOPY Pipfile Pipfile.lock ./\nRUN pip --version && pipenv install --deploy --system\n',
    },
    verdict: 'fail',
    reason: 'pipenv install',
  },
  {
    title: 'One stage builds with bun',
    files: { Dockerfile: 'FROM oven/bun:1.1\nCOPY . .\nRUN bun run build\n' },
    verdict: 'fail',
  },
]);
