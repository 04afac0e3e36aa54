import { defineExamples } from '../checkExample';

const dockerfile = (...lines: readonly string[]) => ({ Dockerfile: `${lines.join('\n')}\n` });
const run = (command: string) =>
  dockerfile('FROM debian:12-slim', 'ARG TARGETARCH', `RUN ${command}`);

export const examples = defineExamples('cost-dockerfile-arch-neutral', [
  {
    title: 'Nothing names an architecture',
    files: dockerfile('FROM node:22.11-slim', 'COPY . /app', 'CMD ["node", "/app/server.js"]'),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'The image is tied to a platform',
    files: dockerfile('FROM --platform=linux/amd64 node:22.11-slim', 'COPY . /app'),
    verdict: 'fail',
    reason: '--platform=linux/amd64',
    at: 'Dockerfile:1',
    showInDocs: true,
  },
  {
    title: 'A build stage is tied to a platform',
    files: dockerfile(
      'FROM --platform=linux/amd64 node:22.11 AS build',
      'RUN npm run build',
      'FROM nginx:1.27-alpine',
      'COPY --from=build /dist /usr/share/nginx/html',
    ),
    verdict: 'warn',
    at: 'Dockerfile:1',
    showInDocs: true,
  },
  {
    title: 'Cross-compilation from the platform of the builder',
    files: dockerfile(
      'FROM --platform=$BUILDPLATFORM golang:1.24 AS build',
      'ARG TARGETOS TARGETARCH',
      'RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /app',
      'FROM scratch',
      'COPY --from=build /app /app',
    ),
    verdict: 'pass',
  },
  {
    title: 'A stage in the middle of the chain is tied to a platform',
    files: dockerfile('FROM --platform=linux/arm64 node:22.11 AS base', 'FROM base', 'USER node'),
    verdict: 'fail',
  },
  {
    title: 'GOARCH in a build stage',
    files: dockerfile(
      'FROM golang:1.24 AS build',
      'RUN CGO_ENABLED=0 GOOS=linux GOARCH=amd64 go build -o /app',
      'FROM scratch',
      'COPY --from=build /app /app',
    ),
    verdict: 'fail',
    reason: 'GOARCH=amd64',
    at: 'Dockerfile:2',
  },
  {
    title: 'GOARCH as a variable of the image',
    files: dockerfile('FROM golang:1.24', 'ENV GOOS=linux GOARCH=amd64', 'RUN go build'),
    verdict: 'fail',
  },
  {
    title: 'A download for one architecture',
    files: dockerfile(
      'FROM debian:12-slim',
      'RUN curl -fsSLo /usr/bin/tool https://example.com/v1/tool-linux-amd64',
    ),
    verdict: 'fail',
    reason: 'curl fetches a file for one architecture',
    at: 'Dockerfile:2',
  },
  {
    title: 'The architecture stands in a variable',
    files: dockerfile(
      'FROM debian:12-slim',
      'ARG FILE=tool-linux-x86_64.tar.gz',
      'RUN wget https://example.com/v1/$FILE',
    ),
    verdict: 'fail',
  },
  {
    title: 'A download chosen by TARGETARCH',
    files: run('curl -fsSLo /usr/bin/tool https://example.com/v1/tool-linux-${TARGETARCH}'),
    verdict: 'pass',
  },
  {
    title: 'A download chosen by a variable that comes from TARGETARCH',
    files: dockerfile(
      'FROM debian:12-slim',
      'ARG TARGETARCH',
      'ENV ARCH=${TARGETARCH}',
      'RUN curl -fsSLo /usr/bin/tool https://example.com/v1/tool-linux-${ARCH}',
    ),
    verdict: 'pass',
    calibration: 1,
  },
  {
    title: 'A download chosen by the machine',
    files: run(
      'case "$(uname -m)" in x86_64) a=amd64;; aarch64) a=arm64;; esac; curl -o t https://example.com/t-$a',
    ),
    verdict: 'pass',
  },
  {
    title: 'x64 in a file name of Node.js',
    files: run('curl -fsSL https://example.com/node-v22-linux-x64.tar.xz | tar xJ'),
    verdict: 'fail',
  },
  {
    title: 'ADD of a file for one architecture',
    files: dockerfile('FROM debian:12-slim', 'ADD https://example.com/tool_amd64.deb /tmp/'),
    verdict: 'fail',
    reason: 'ADD fetches',
  },
  {
    title: 'An image of one architecture',
    files: dockerfile('FROM arm64v8/alpine:3.20', 'COPY app /app'),
    verdict: 'fail',
    reason: 'image of one architecture',
  },
  {
    title: 'A tag chosen by the platform',
    files: dockerfile('ARG TARGETARCH', 'FROM registry.example.com/base:1.2-${TARGETARCH}'),
    verdict: 'pass',
  },
  {
    title: 'cargo builds for one target',
    files: dockerfile(
      'FROM rust:1.83 AS build',
      'RUN cargo build --release --target x86_64-unknown-linux-musl',
      'FROM scratch',
      'COPY --from=build /app /app',
    ),
    verdict: 'fail',
    reason: 'cargo builds for',
  },
  {
    title: 'dotnet publishes for one runtime',
    files: dockerfile(
      'FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build',
      'RUN dotnet publish -c Release -r linux-x64 -o /app',
      'FROM mcr.microsoft.com/dotnet/runtime-deps:9.0-noble-chiseled',
      'COPY --from=build /app /app',
    ),
    verdict: 'fail',
    reason: 'linux-x64',
  },
  {
    title: 'The name of a package is no download',
    files: run('apt-get install -y libc6:amd64 qemu-system-x86'),
    verdict: 'pass',
  },
  {
    title: 'Bound to its hardware by declaration',
    files: dockerfile('FROM --platform=linux/amd64 nvidia/cuda:12.6.0-runtime-ubuntu24.04'),
    annotations: { 'container-lens/hardware-bound': 'true' },
    verdict: 'not-applicable',
  },
  {
    title: 'A Windows image',
    files: dockerfile('FROM mcr.microsoft.com/windows/nanoserver:ltsc2022', 'COPY a.exe C:/a.exe'),
    verdict: 'not-applicable',
  },
  {
    title: 'A platform that the default of an argument names',
    files: {
      Dockerfile: 'ARG PLATFORM=linux/amd64\nFROM --platform=${PLATFORM} node:22.11-slim\n',
    },
    verdict: 'fail',
    at: 'Dockerfile:2',
  },
  {
    title: 'A default for builders that set no platform',
    files: {
      Dockerfile:
        'ARG BUILDPLATFORM=linux/amd64\nFROM --platform=$BUILDPLATFORM node:22.11-slim AS build\nRUN npm ci\nFROM node:22.11-slim\nCOPY --from=build /app /app\n',
    },
    verdict: 'pass',
  },
]);
