import { defineExamples } from '../checkExample';

export const examples = defineExamples('perf-layer-cache-order', [
  {
    title: 'Manifests first, then sources',
    files: {
      Dockerfile:
        'FROM node:22-slim\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\n',
    },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Everything first',
    files: { Dockerfile: 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci\n' },
    verdict: 'fail',
    reason: 'npm ci',
    at: 'Dockerfile:4',
    showInDocs: true,
  },
  {
    title: 'Everything first, with a cache mount',
    files: {
      Dockerfile:
        'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nRUN --mount=type=cache,target=/root/.npm npm ci\n',
    },
    verdict: 'warn',
    showInDocs: true,
  },
  {
    title: 'Bind mounts for the manifests',
    files: {
      Dockerfile:
        'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nRUN --mount=type=bind,source=package.json,target=package.json --mount=type=bind,source=package-lock.json,target=package-lock.json npm ci\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A source folder before the install',
    files: {
      Dockerfile:
        'FROM node:22-slim\nWORKDIR /app\nCOPY package*.json ./\nCOPY src ./src\nRUN npm ci\n',
      'src/index.js': '',
      'package.json': '{}\n',
    },
    verdict: 'fail',
  },
  {
    title: 'Folders that hold only manifests',
    files: {
      Dockerfile:
        'FROM node:22-slim\nWORKDIR /app\nCOPY package.json yarn.lock .yarnrc.yml ./\nCOPY .yarn .yarn\nCOPY packages packages\nRUN yarn install --immutable\nCOPY . .\n',
      'packages/a/package.json': '{}\n',
      '.yarn/releases/yarn.cjs': '',
    },
    verdict: 'pass',
  },
  {
    title: 'A folder that the pipeline built',
    files: {
      Dockerfile:
        'FROM node:22-slim\nWORKDIR /app\nCOPY dist ./dist\nCOPY package*.json ./\nRUN npm ci --omit=dev\n',
    },
    verdict: 'fail',
  },
  {
    title: 'A package of the system behind the sources',
    files: {
      Dockerfile:
        'FROM debian:12-slim\nCOPY . /app\nRUN apt-get update && apt-get install -y curl\n',
    },
    verdict: 'warn',
    at: 'Dockerfile:3',
  },
  {
    title: 'Go compiles after it fetched',
    files: {
      Dockerfile:
        'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go build -o /app .\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Go fetches and compiles in one',
    files: {
      Dockerfile: 'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n',
    },
    verdict: 'fail',
    reason: 'go build',
  },
  {
    title: 'Go with cache mounts',
    files: {
      Dockerfile:
        'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build go build -o /app .\n',
    },
    verdict: 'warn',
  },
  {
    title: 'Maven goes offline first',
    files: {
      Dockerfile:
        'FROM maven:3.9-eclipse-temurin-21 AS build\nCOPY pom.xml .\nRUN mvn dependency:go-offline\nCOPY src src\nRUN mvn package\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Maven with everything',
    files: {
      Dockerfile: 'FROM maven:3.9-eclipse-temurin-21 AS build\nCOPY . .\nRUN mvn package\n',
    },
    verdict: 'fail',
  },
  {
    title: 'Gradle with its wrapper',
    files: {
      Dockerfile:
        'FROM eclipse-temurin:21 AS build\nCOPY gradlew build.gradle settings.gradle ./\nCOPY gradle gradle\nRUN ./gradlew dependencies\nCOPY src src\nRUN ./gradlew bootJar\n',
      'gradle/wrapper/gradle-wrapper.jar': '',
      'src/main/java/App.java': '',
    },
    verdict: 'pass',
  },
  {
    title: '.NET restores first',
    files: {
      Dockerfile:
        'FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nCOPY *.csproj .\nRUN dotnet restore\nCOPY . .\nRUN dotnet publish -c Release\n',
    },
    verdict: 'pass',
  },
  {
    title: '.NET with everything',
    files: {
      Dockerfile:
        'FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nCOPY . .\nRUN dotnet publish -c Release\n',
    },
    verdict: 'fail',
  },
  {
    title: 'Cargo with a recipe',
    files: {
      Dockerfile:
        'FROM rust:1 AS build\nCOPY --from=planner /recipe.json .\nRUN cargo chef cook --release\nCOPY . .\nRUN cargo build --release --locked\n',
    },
    verdict: 'pass',
  },
  {
    title: 'uv installs the project in a second run',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --frozen --no-install-project\nCOPY . .\nRUN uv sync --frozen\n',
    },
    verdict: 'pass',
  },
  {
    title: 'pip with everything',
    files: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . /app\nRUN pip install -r /app/requirements.txt\n',
    },
    verdict: 'fail',
  },
  {
    title: 'pip from another folder of manifests',
    files: {
      Dockerfile:
        'FROM python:3.13-slim\nCOPY requirements/ requirements/\nRUN pip install -r requirements/prod.txt\nCOPY . .\n',
      'requirements/prod.txt': 'flask==3.0.0\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A stage that inherits the fetched modules',
    files: {
      Dockerfile:
        'FROM golang:1.26 AS deps\nCOPY go.mod go.sum ./\nRUN go mod download\nFROM deps AS build\nCOPY . .\nRUN go build -o /app .\n',
    },
    verdict: 'pass',
  },
  {
    title: 'pnpm deploys what it has installed',
    files: {
      Dockerfile:
        'FROM node:22-slim\nWORKDIR /app\nCOPY package.json pnpm-lock.yaml ./\nRUN pnpm install --frozen-lockfile\nCOPY . .\nRUN pnpm deploy --filter=api --prod /out\n',
    },
    verdict: 'pass',
  },
  {
    title: 'The schema that an install generates code from',
    files: {
      Dockerfile:
        'FROM node:22-slim\nWORKDIR /app\nCOPY package*.json ./\nCOPY prisma prisma\nRUN npm ci\nCOPY . .\n',
      'prisma/schema.prisma': '',
    },
    verdict: 'pass',
  },
  {
    title: 'Every stage counts',
    files: {
      Dockerfile:
        'FROM node:22-slim AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nFROM nginx:1.29-alpine\nCOPY --from=build /app/dist /usr/share/nginx/html\n',
    },
    verdict: 'fail',
  },
  {
    title: 'Sources are copied and nothing is installed',
    files: { Dockerfile: 'FROM nginx:1.29-alpine\nCOPY dist /usr/share/nginx/html\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'Installed without copying',
    files: { Dockerfile: 'FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'What is copied is not known',
    files: { Dockerfile: 'FROM node:22-slim\nARG APP\nCOPY $APP ./\nRUN npm ci\n' },
    verdict: 'unknown',
  },
  {
    title: 'A Dockerfile that cannot be read',
    files: { Dockerfile: 'RUN npm ci\n' },
    verdict: 'unknown',
  },
  {
    title: 'The package manager itself is copied with the manifests',
    files: {
      Dockerfile:
        'FROM node:22.11-slim\nWORKDIR /app\nCOPY package.json yarn.lock .yarnrc.yml ./\nCOPY .yarn/releases .yarn/releases\nRUN yarn install --immutable\nCOPY src src\n',
      'package.json': '{}',
      '.yarn/releases/yarn-4.10.3.cjs': '#!/usr/bin/env node\n',
      'src/main.js': '\n',
    },
    verdict: 'pass',
  },
]);
