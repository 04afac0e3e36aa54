import { defineExamples } from '../checkExample';

export const examples = defineExamples('cost-image-no-surplus-tooling', [
  {
    title: 'A build tool ships',
    files: {
      Dockerfile:
        'FROM node:22-slim\nRUN apt-get update && apt-get install -y --no-install-recommends build-essential\n',
    },
    verdict: 'fail',
    reason: 'build-essential',
    at: 'Dockerfile:2',
    showInDocs: true,
  },
  {
    title: 'Tools in the build stage only',
    files: {
      Dockerfile:
        'FROM node:22 AS build\nRUN apt-get update && apt-get install -y g++ make && npm ci\nFROM node:22-slim\nCOPY --from=build /app /app\n',
    },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A virtual group that the same RUN removes',
    files: {
      Dockerfile:
        'FROM python:3.13-alpine\nRUN apk add --no-cache --virtual .build-deps gcc musl-dev && pip install -r requirements.txt && apk del .build-deps\n',
    },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Purged in the same RUN',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y gcc libpq-dev && pip install psycopg2 && apt-get purge -y --auto-remove gcc libpq-dev\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Purged by the variable it was installed with',
    files: {
      Dockerfile:
        "FROM python:3.13-slim\nRUN buildDeps='gcc libc6-dev' && apt-get update && apt-get install -y $buildDeps && pip install uwsgi && apt-get purge -y --auto-remove $buildDeps\n",
    },
    verdict: 'pass',
  },
  {
    title: 'Removed by the marks of apt, as official images do',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN set -ex; savedAptMark="$(apt-mark showmanual)"; apt-get update; apt-get install -y gcc make; make install; apt-mark auto \'.*\' > /dev/null; apt-mark manual $savedAptMark; apt-get purge -y --auto-remove -o APT::AutoRemove::RecommendsImportant=false\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Removed in a later RUN it is still in the image',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN apt-get update && apt-get install -y gcc\nRUN apt-get purge -y gcc\n',
    },
    verdict: 'fail',
  },
  {
    title: 'A header package',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y libpq-dev\n',
    },
    verdict: 'fail',
    reason: 'libpq-dev',
  },
  {
    title: 'An editor',
    files: { Dockerfile: 'FROM debian:12-slim\nRUN apt-get update && apt-get install -y vim\n' },
    verdict: 'warn',
    reason: 'vim',
    showInDocs: true,
  },
  {
    title: 'curl for the health check',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl\nHEALTHCHECK CMD curl -f http://localhost:8080/health\n',
    },
    verdict: 'pass',
  },
  {
    title: 'curl that nothing uses',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl\nCMD ["/app"]\n',
    },
    verdict: 'warn',
    reason: 'curl',
  },
  {
    title: 'curl for the start script',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh':
        '#!/bin/sh\nuntil curl -sf http://config/health; do sleep 1; done\nexec /app\n',
    },
    verdict: 'pass',
  },
  {
    title: 'wget for the probe of the deployment',
    files: {
      Dockerfile: 'FROM debian:12-slim\nRUN apt-get update && apt-get install -y wget\n',
      'k8s/deployment.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: orders }\nspec:\n  selector: { matchLabels: { app: orders } }\n  template:\n    metadata: { labels: { app: orders } }\n    spec:\n      containers:\n        - name: app\n          image: registry.example.com/orders:1.0.0\n          livenessProbe: { exec: { command: [wget, -q, -O-, "http://localhost/health"] } }\n',
    },
    verdict: 'pass',
  },
  {
    title: 'What the parent holds itself does not count',
    files: { Dockerfile: 'FROM nginx:1.29-alpine\nCOPY dist /usr/share/nginx/html\n' },
    verdict: 'pass',
  },
  {
    title: 'An image to build with as the parent',
    files: { Dockerfile: 'FROM golang:1.26\nCOPY . .\nRUN go build -o /app .\nCMD ["/app"]\n' },
    verdict: 'fail',
    reason: 'golang:1.26',
    at: 'Dockerfile:1',
  },
  {
    title: 'The .NET SDK as the parent',
    files: { Dockerfile: 'FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY . .\n' },
    verdict: 'fail',
  },
  {
    title: 'Maven as the parent',
    files: { Dockerfile: 'FROM maven:3.9-eclipse-temurin-21\nCOPY . .\n' },
    verdict: 'fail',
  },
  {
    title: 'A full runtime',
    files: { Dockerfile: 'FROM node:22\nCOPY . .\n' },
    verdict: 'warn',
    reason: 'compilers',
  },
  {
    title: 'A JDK where a JRE exists',
    files: { Dockerfile: 'FROM eclipse-temurin:21-jdk-alpine\nCOPY app.jar /\n' },
    verdict: 'warn',
    reason: 'JRE',
  },
  {
    title: 'A JRE',
    files: { Dockerfile: 'FROM eclipse-temurin:21-jre\nCOPY app.jar /\n' },
    verdict: 'pass',
  },
  {
    title: 'A JDK that is installed',
    files: { Dockerfile: 'FROM alpine:3.22\nRUN apk add --no-cache openjdk21\n' },
    verdict: 'fail',
  },
  {
    title: 'A JRE that is installed',
    files: { Dockerfile: 'FROM alpine:3.22\nRUN apk add --no-cache openjdk21-jre-headless\n' },
    verdict: 'pass',
  },
  {
    title: 'Distroless',
    files: { Dockerfile: 'FROM gcr.io/distroless/java21-debian12\nCOPY app.jar /\n' },
    verdict: 'pass',
  },
  {
    title: 'The AWS client that the start script calls',
    files: {
      Dockerfile:
        'FROM alpine:3.22\nRUN apk add --no-cache aws-cli\nCOPY start.sh /start.sh\nCMD ["/start.sh"]\n',
      'start.sh': '#!/bin/sh\naws s3 ls\nexec /app\n',
    },
    verdict: 'pass',
  },
  {
    title: 'The AWS client that nothing calls',
    files: { Dockerfile: 'FROM alpine:3.22\nRUN apk add --no-cache aws-cli\nCMD ["/app"]\n' },
    verdict: 'warn',
  },
  {
    title: 'kubectl by download',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN curl -fsSLo /usr/local/bin/kubectl https://downloads.example.com/kubectl && chmod +x /usr/local/bin/kubectl\n',
    },
    verdict: 'warn',
    reason: 'kubectl',
  },
  {
    title: 'The Go tools copied from their image',
    files: {
      Dockerfile: 'FROM debian:12-slim\nCOPY --from=golang:1.26 /usr/local/go /usr/local/go\n',
    },
    verdict: 'fail',
  },
  {
    title: 'git',
    files: { Dockerfile: 'FROM alpine:3.22\nRUN apk add --no-cache git\n' },
    verdict: 'fail',
  },
  {
    title: 'An SSH server',
    files: {
      Dockerfile: 'FROM debian:12-slim\nRUN apt-get update && apt-get install -y openssh-server\n',
    },
    verdict: 'warn',
  },
  {
    title: 'sudo in a build stage',
    files: {
      Dockerfile:
        'FROM debian:12 AS build\nRUN apt-get update && apt-get install -y sudo\nFROM debian:12-slim\nCOPY --from=build /app /app\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A parent nobody knows',
    files: { Dockerfile: 'FROM registry.example.com/base/app:1.0\n' },
    verdict: 'unknown',
  },
  {
    title: 'A parent nobody knows and a compiler',
    files: {
      Dockerfile:
        'FROM registry.example.com/base/app:1.0\nRUN apt-get update && apt-get install -y gcc-12\n',
    },
    verdict: 'fail',
  },
  {
    title: 'Packages named in a file',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY packages.txt .\nRUN apt-get update && apt-get install -y $(cat packages.txt)\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'A base image',
    files: { Dockerfile: 'FROM debian:12\nRUN apt-get update && apt-get install -y gcc\n' },
    annotations: { 'container-lens/workload-type': 'base-image' },
    verdict: 'not-applicable',
  },
  {
    title: 'A toolbox',
    files: { Dockerfile: 'FROM debian:12\nRUN apt-get update && apt-get install -y git\n' },
    annotations: { 'container-lens/profile': 'toolbox' },
    verdict: 'not-applicable',
  },
]);
