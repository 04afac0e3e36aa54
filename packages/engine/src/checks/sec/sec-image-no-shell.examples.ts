import { defineExamples } from '../checkExample';

export const examples = defineExamples('sec-image-no-shell', [
  {
    title: 'Distroless and nothing copied into the system',
    files: {
      Dockerfile:
        'FROM golang:1.26 AS build\nRUN go build -o /out/app .\nFROM gcr.io/distroless/static-debian12:nonroot\nCOPY --from=build /out/app /app\nENTRYPOINT ["/app"]\n',
    },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Built from scratch',
    files: { Dockerfile: 'FROM scratch\nCOPY app /app\n' },
    verdict: 'pass',
  },
  {
    title: 'A full parent',
    files: { Dockerfile: 'FROM node:22\nCOPY . .\n' },
    verdict: 'fail',
    reason: 'node:22',
    at: 'Dockerfile:1',
    showInDocs: true,
  },
  {
    title: 'A small parent with a shell',
    files: { Dockerfile: 'FROM node:22-alpine\nCOPY . .\n' },
    verdict: 'warn',
    at: 'Dockerfile:1',
    showInDocs: true,
  },
  {
    title: 'A slim parent',
    files: { Dockerfile: 'FROM python:3.13-slim\n' },
    verdict: 'warn',
  },
  {
    title: 'The debug variant of distroless',
    files: { Dockerfile: 'FROM gcr.io/distroless/static-debian12:debug\nCOPY app /app\n' },
    verdict: 'warn',
  },
  {
    title: 'Chiseled .NET',
    files: {
      Dockerfile: 'FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled\nCOPY out /app\n',
    },
    verdict: 'pass',
  },
  {
    title: '.NET on its default system',
    files: { Dockerfile: 'FROM mcr.microsoft.com/dotnet/aspnet:10.0\nCOPY out /app\n' },
    verdict: 'warn',
  },
  {
    title: 'Chainguard without -dev',
    files: { Dockerfile: 'FROM cgr.dev/chainguard/node:latest\nCOPY . .\n' },
    verdict: 'pass',
  },
  {
    title: 'Chainguard with -dev',
    files: { Dockerfile: 'FROM cgr.dev/chainguard/node:latest-dev\nCOPY . .\n' },
    verdict: 'warn',
  },
  {
    title: 'Distroless with a copied BusyBox',
    files: {
      Dockerfile:
        'FROM gcr.io/distroless/base-debian12\nCOPY --from=busybox:1.37 /bin/busybox /bin/sh\nCOPY app /app\n',
    },
    verdict: 'warn',
    reason: 'brings',
    at: 'Dockerfile:2',
  },
  {
    title: 'The programs of another image copied into scratch',
    files: { Dockerfile: 'FROM alpine:3.22 AS base\nFROM scratch\nCOPY --from=base / /\n' },
    verdict: 'warn',
    at: 'Dockerfile:3',
  },
  {
    title: 'An archive unpacked as the whole system',
    files: { Dockerfile: 'FROM scratch\nADD rootfs.tar.xz /\n' },
    verdict: 'unknown',
    reason: 'not known',
  },
  {
    title: 'Only certificates and time zones copied into scratch',
    files: {
      Dockerfile:
        'FROM alpine:3.22 AS base\nRUN apk add ca-certificates\nFROM scratch\nCOPY --from=base /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/\nCOPY --from=base /usr/share/zoneinfo /usr/share/zoneinfo\nCOPY app /app\n',
    },
    verdict: 'pass',
  },
  {
    title: 'An application folder called bin is no system folder',
    files: {
      Dockerfile:
        'FROM golang:1.26 AS build\nFROM gcr.io/distroless/static-debian12\nCOPY --from=build /src/bin/ /app/\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A program beside those of the system',
    files: {
      Dockerfile:
        'FROM golang:1.26 AS build\nFROM gcr.io/distroless/static-debian12\nCOPY --from=build /out/orders /usr/local/bin/orders\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A parent nobody knows',
    files: { Dockerfile: 'FROM registry.example.com/base/app:1.0\n' },
    verdict: 'unknown',
    reason: 'parent table',
  },
  {
    title: 'A parent whose class the organisation knows',
    files: { Dockerfile: 'FROM registry.example.com/base/app:1.0\n' },
    organisation: {
      parentImages: [{ repository: 'registry.example.com/base/app', class: 'distroless' }],
    },
    verdict: 'pass',
  },
  {
    title: 'A build stage with a shell does not ship',
    files: {
      Dockerfile:
        'FROM node:22 AS build\nRUN npm ci\nFROM gcr.io/distroless/nodejs22-debian12\nCOPY --from=build /app /app\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A base image',
    files: { Dockerfile: 'FROM debian:12\n' },
    annotations: { 'container-lens/workload-type': 'base-image' },
    verdict: 'not-applicable',
  },
  {
    title: 'A Windows image',
    files: { Dockerfile: 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'The parent depends on an argument nobody sets',
    files: { Dockerfile: 'ARG BASE\nFROM $BASE\n' },
    verdict: 'unknown',
  },
]);
