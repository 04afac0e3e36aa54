import { defineExamples } from '../checkExample';

export const examples = defineExamples('sec-image-no-setuid', [
  {
    title: 'Distroless with nothing installed',
    files: { Dockerfile: 'FROM gcr.io/distroless/nodejs22-debian12\nCOPY . .\n' },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'The bits are stripped after the last installation',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\nRUN find / -xdev -perm /6000 -type f -exec chmod a-s {} + || true\nUSER 65532\n',
    },
    verdict: 'pass',
    reason: 'takes',
    showInDocs: true,
  },
  {
    title: 'Packages are installed after the bits were stripped',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +\nRUN apt-get update && apt-get install -y sudo\n',
    },
    verdict: 'fail',
  },
  {
    title: 'Installed and stripped in one RUN',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl && find / -perm +4000 -exec chmod u-s {} \\;\n',
    },
    verdict: 'pass',
  },
  {
    title: 'The files are removed',
    files: {
      Dockerfile:
        'FROM ubuntu:24.04\nRUN find / -xdev \\( -perm -4000 -o -perm -2000 \\) -type f -delete\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Through xargs',
    files: {
      Dockerfile:
        'FROM ubuntu:24.04\nRUN find / -xdev -type f -perm /u+s,g+s -print0 | xargs -0 chmod ug-s\n',
    },
    verdict: 'pass',
  },
  {
    title: 'The files are only listed',
    files: { Dockerfile: 'FROM ubuntu:24.04\nRUN find / -perm /6000 -type f > /setuid.txt\n' },
    verdict: 'fail',
  },
  {
    title: 'Debian with its su and nothing that blocks it',
    files: { Dockerfile: 'FROM debian:12-slim\nCOPY app /app\n' },
    verdict: 'fail',
    at: 'Dockerfile:1',
    showInDocs: true,
  },
  {
    title: 'Privilege escalation is forbidden where it runs',
    files: {
      Dockerfile: 'FROM debian:12-slim\nCOPY app /app\n',
      'k8s/deployment.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: orders }\nspec:\n  selector: { matchLabels: { app: orders } }\n  template:\n    metadata: { labels: { app: orders } }\n    spec:\n      containers:\n        - name: app\n          image: registry.example.com/orders:1.0.0\n          securityContext: { allowPrivilegeEscalation: false }\n',
    },
    verdict: 'warn',
    showInDocs: true,
  },
  {
    title: 'A descriptor that leaves escalation open',
    files: {
      Dockerfile: 'FROM debian:12-slim\nCOPY app /app\n',
      'k8s/deployment.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: orders }\nspec:\n  selector: { matchLabels: { app: orders } }\n  template:\n    metadata: { labels: { app: orders } }\n    spec:\n      containers:\n        - name: app\n          image: registry.example.com/orders:1.0.0\n          imagePullPolicy: IfNotPresent\n',
    },
    verdict: 'fail',
    reason: 'allowPrivilegeEscalation',
  },
  {
    title: 'A task on Fargate as another user',
    files: {
      Dockerfile: 'FROM debian:12-slim\nCOPY app /app\nUSER 1000\n',
      'task-definition.json':
        '{"family":"orders","requiresCompatibilities":["FARGATE"],"networkMode":"awsvpc","containerDefinitions":[{"name":"app","image":"registry.example.com/orders:1.0.0","user":"1000","essential":true}]}\n',
    },
    verdict: 'warn',
  },
  {
    title: 'Alpine holds none',
    files: { Dockerfile: 'FROM node:22-alpine\nCOPY . .\n' },
    verdict: 'pass',
    reason: 'no setuid',
  },
  {
    title: 'Alpine with packages that bring none',
    files: { Dockerfile: 'FROM alpine:3.22\nRUN apk add --no-cache ca-certificates tini\n' },
    verdict: 'pass',
  },
  {
    title: 'Alpine with sudo',
    files: { Dockerfile: 'FROM alpine:3.22\nRUN apk add --no-cache sudo\n' },
    verdict: 'fail',
    reason: 'sudo',
    at: 'Dockerfile:2',
  },
  {
    title: 'Alpine with a package nobody knows',
    files: { Dockerfile: 'FROM alpine:3.22\nRUN apk add --no-cache some-own-thing\n' },
    verdict: 'unknown',
  },
  {
    title: 'A RUN that sets the bit',
    files: { Dockerfile: 'FROM alpine:3.22\nCOPY app /app\nRUN chmod 4755 /app\n' },
    verdict: 'fail',
    at: 'Dockerfile:3',
  },
  {
    title: 'From scratch',
    files: { Dockerfile: 'FROM scratch\nCOPY app /app\n' },
    verdict: 'pass',
  },
  {
    title: 'A parent nobody knows',
    files: { Dockerfile: 'FROM registry.example.com/base/app:1.0\n' },
    verdict: 'unknown',
  },
  {
    title: 'A parent nobody knows, stripped here',
    files: {
      Dockerfile:
        'FROM registry.example.com/base/app:1.0\nRUN find / -perm /6000 -exec chmod a-s {} +\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A Windows image',
    files: { Dockerfile: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'Stripping in a build stage does not count',
    files: {
      Dockerfile:
        'FROM debian:12-slim AS build\nRUN find / -perm /6000 -exec chmod a-s {} +\nFROM debian:12-slim\nCOPY --from=build /app /app\n',
    },
    verdict: 'fail',
  },
]);
