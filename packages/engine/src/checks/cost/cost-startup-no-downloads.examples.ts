import { defineExamples } from '../checkExample';

export const examples = defineExamples('cost-startup-no-downloads', [
  {
    title: 'Builds the application at start',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["npm","start"]\n',
      'package.json': '{\n "scripts": {\n  "start": "next build && next start"\n }\n}\n',
    },
    verdict: 'fail',
    reason: 'next build',
    showInDocs: true,
    calibration: 1,
  },
  {
    title: 'Starts what was built',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["npm","start"]\n',
      'package.json':
        '{\n "scripts": {\n  "start": "next start",\n  "build": "next build"\n }\n}\n',
    },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A script that runs before start',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["npm","start"]\n',
      'package.json':
        '{\n "scripts": {\n  "prestart": "npm run build",\n  "start": "node dist/server.js",\n  "build": "tsc"\n }\n}\n',
    },
    verdict: 'fail',
  },
  {
    title: 'The build script does not run at start',
    files: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["npm","start"]\n',
      'package.json':
        '{\n "scripts": {\n  "build": "tsc",\n  "start": "node dist/server.js"\n }\n}\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Packages are installed by the script',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh': '#!/bin/sh\napt-get update && apt-get install -y jq\nexec /app\n',
    },
    verdict: 'fail',
    reason: 'apt-get install',
    at: 'entrypoint.sh:2',
  },
  {
    title: 'Dependencies are installed by the start command',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCMD pip install -r requirements.txt && python app.py\n',
    },
    verdict: 'fail',
    at: 'Dockerfile:2',
  },
  {
    title: 'Only when they are missing',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh':
        '#!/bin/sh\nif [ ! -d node_modules ]; then\n  npm ci\nfi\nexec node server.js\n',
    },
    verdict: 'fail',
    at: 'entrypoint.sh:3',
  },
  {
    title: 'go run',
    files: { Dockerfile: 'FROM golang:1.26\nCMD ["go","run","./cmd/orders"]\n' },
    verdict: 'fail',
  },
  {
    title: 'dotnet run',
    files: { Dockerfile: 'FROM mcr.microsoft.com/dotnet/sdk:10.0\nENTRYPOINT ["dotnet","run"]\n' },
    verdict: 'fail',
  },
  {
    title: 'dotnet with the built application',
    files: {
      Dockerfile: 'FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENTRYPOINT ["dotnet","Orders.dll"]\n',
    },
    verdict: 'pass',
  },
  {
    title: 'npx fetches what it runs',
    files: { Dockerfile: 'FROM node:22-slim\nCMD ["npx","serve","dist"]\n' },
    verdict: 'fail',
  },
  {
    title: 'npx without installing',
    files: { Dockerfile: 'FROM node:22-slim\nCMD ["npx","--no-install","serve","dist"]\n' },
    verdict: 'pass',
  },
  {
    title: 'Gradle as the main program',
    files: { Dockerfile: 'FROM eclipse-temurin:21\nCMD ["./gradlew","bootRun"]\n' },
    verdict: 'fail',
  },
  {
    title: 'A program that tini starts',
    files: { Dockerfile: 'FROM node:22-slim\nENTRYPOINT ["tini","--","npm","run","start:prod"]\n' },
    verdict: 'pass',
  },
  {
    title: 'Configuration is fetched',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh': '#!/bin/sh\naws s3 cp s3://config/app.yaml /etc/app.yaml\nexec /app\n',
    },
    verdict: 'warn',
    at: 'entrypoint.sh:2',
    showInDocs: true,
  },
  {
    title: 'An upload is no download',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh': '#!/bin/sh\naws s3 cp /tmp/boot.log s3://logs/\nexec /app\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A repository is cloned',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh':
        '#!/bin/sh\ngit clone https://git.example.com/config.git /config\nexec /app\n',
    },
    verdict: 'warn',
  },
  {
    title: 'A file by curl',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh':
        '#!/bin/sh\ncurl -fsSL -o /model.bin https://models.example.com/model.bin\nexec /app\n',
    },
    verdict: 'warn',
  },
  {
    title: 'The metadata of the task',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh':
        '#!/bin/sh\ncurl -s -o /tmp/task.json "$ECS_CONTAINER_METADATA_URI_V4/task"\nexec /app\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Waiting for another service',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh':
        '#!/bin/sh\nuntil curl -sf -o /dev/null http://config:8888/health; do sleep 1; done\n./wait-for-it.sh db:5432\nexec /app\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A secret is read',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh':
        '#!/bin/sh\nexport DB_PASSWORD="$(aws secretsmanager get-secret-value --secret-id db --query SecretString --output text)"\nexec /app\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A database migration',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh': '#!/bin/sh\npython manage.py migrate\nexec gunicorn app.wsgi\n',
    },
    verdict: 'pass',
  },
  {
    title: 'What the script hands over to',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["npm","start"]\n',
      'entrypoint.sh': '#!/bin/sh\nexec "$@"\n',
      'package.json': '{"scripts":{"start":"tsc && node dist/main.js"}}\n',
    },
    verdict: 'fail',
  },
  {
    title: 'An init container installs packages',
    files: {
      Dockerfile: 'FROM debian:12-slim\nCMD ["/app"]\n',
      'k8s/deployment.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: orders }\nspec:\n  selector: { matchLabels: { app: orders } }\n  template:\n    metadata: { labels: { app: orders } }\n    spec:\n      initContainers:\n        - name: prepare\n          image: registry.example.com/tools:1.0.0\n          command: [sh, -c, "apk add curl && curl -o /data/x http://x.example.com"]\n      containers:\n        - name: app\n          image: registry.example.com/orders:1.0.0\n',
    },
    verdict: 'warn',
  },
  {
    title: 'An init container that only waits',
    files: {
      Dockerfile: 'FROM debian:12-slim\nCMD ["/app"]\n',
      'k8s/deployment.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: orders }\nspec:\n  selector: { matchLabels: { app: orders } }\n  template:\n    metadata: { labels: { app: orders } }\n    spec:\n      initContainers:\n        - name: prepare\n          image: registry.example.com/tools:1.0.0\n          command: [sh, -c, "until nc -z db 5432; do sleep 1; done"]\n      containers:\n        - name: app\n          image: registry.example.com/orders:1.0.0\n',
    },
    verdict: 'pass',
  },
  {
    title: 'The script is not in the repository',
    files: { Dockerfile: 'FROM debian:12-slim\nENTRYPOINT ["/opt/start.sh"]\n' },
    verdict: 'unknown',
  },
  {
    title: 'The script of a known parent',
    files: { Dockerfile: 'FROM postgres:17\n' },
    verdict: 'pass',
  },
  {
    title: 'What make runs is not followed',
    files: { Dockerfile: 'FROM debian:12-slim\nCMD ["make","run"]\n' },
    verdict: 'unknown',
  },
  {
    title: 'Nothing starts',
    files: { Dockerfile: 'FROM scratch\nCOPY app /app\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'A parent nobody knows',
    files: { Dockerfile: 'FROM registry.example.com/base/app:1.0\n' },
    verdict: 'unknown',
  },
  {
    title: 'The word in an argument is no command',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
      'entrypoint.sh': '#!/bin/sh\necho "run npm install first"\nexec /app --mode "npm ci"\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A manifest makes an image that is built elsewhere install packages',
    files: {
      'k8s/orders.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: orders }\nspec:\n  template:\n    spec:\n      containers:\n        - name: orders\n          image: registry.example.com/orders:1.4.2\n          command: [sh, -c, "pip install -r requirements.txt && exec python app.py"]\n',
    },
    verdict: 'fail',
    reason: 'pip install',
  },
  {
    title: 'An own script with the name of the script of the parent installs packages',
    files: {
      Dockerfile:
        'FROM node:22-slim\nCOPY docker /\nENTRYPOINT ["/docker-entrypoint.sh"]\nCMD ["node", "server.js"]\n',
      'docker/docker-entrypoint.sh': '#!/bin/sh\nnpm install\nexec "$@"\n',
    },
    verdict: 'fail',
    at: 'docker/docker-entrypoint.sh:2',
  },
]);
