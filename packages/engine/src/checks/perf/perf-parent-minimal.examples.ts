import { defineExamples } from '../checkExample';
import { exampleImage, exampleRegistry } from '../exampleRegistry';

const from = (image: string) => ({ Dockerfile: `FROM ${image}\nCOPY app /app\n` });

export const examples = defineExamples('perf-parent-minimal', [
  {
    title: 'A distroless parent',
    files: from('gcr.io/distroless/static-debian12:nonroot'),
    verdict: 'pass',
    reason: 'distroless',
    showInDocs: true,
  },
  { title: 'Nothing at all', files: from('scratch'), verdict: 'pass', reason: 'scratch' },
  { title: 'A slim variant', files: from('node:22.11-slim'), verdict: 'pass', reason: 'minimal' },
  { title: 'Alpine', files: from('alpine:3.20'), verdict: 'pass' },
  {
    title: 'A chiseled image',
    files: from('mcr.microsoft.com/dotnet/aspnet:9.0-noble-chiseled'),
    verdict: 'pass',
  },
  {
    title: 'A full language image',
    files: from('node:22.11'),
    verdict: 'fail',
    reason: 'full image',
    at: 'Dockerfile:1',
    showInDocs: true,
  },
  { title: 'A full system', files: from('ubuntu:24.04'), verdict: 'fail' },
  {
    title: 'Only the parent of the shipped stages counts',
    files: {
      Dockerfile:
        'FROM golang:1.24 AS build\nRUN go build -o /app\nFROM scratch\nCOPY --from=build /app /app\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A full parent behind a stage',
    files: { Dockerfile: 'FROM node:22.11 AS base\nRUN npm ci\nFROM base\nUSER node\n' },
    verdict: 'fail',
    at: 'Dockerfile:1',
  },
  {
    title: 'A mirror of a public image',
    files: from('public.ecr.aws/docker/library/python:3.13-slim'),
    verdict: 'pass',
  },
  {
    title: 'An image of the organisation that nobody described',
    files: from('registry.example.com/base/java:21.0'),
    verdict: 'unknown',
    reason: 'say its class in parentImages',
  },
  {
    title: 'An image of the organisation with its class',
    files: from('registry.example.com/base/java:21.0'),
    organisation: {
      parentImages: [{ repository: 'registry.example.com/base/*', class: 'distroless' }],
    },
    verdict: 'pass',
  },
  {
    title: 'A parent in a variable without value',
    files: { Dockerfile: 'ARG BASE\nFROM ${BASE}\nCOPY app /app\n' },
    verdict: 'unknown',
  },
  {
    title: 'A Windows image',
    files: from('mcr.microsoft.com/windows/servercore:ltsc2022'),
    verdict: 'not-applicable',
  },
  {
    title: 'A full image whose result is small in the registry',
    files: from('node:22.11'),
    registry: exampleRegistry({ images: [exampleImage({ sizeBytes: 40_000_000 })] }),
    verdict: 'warn',
  },
  {
    title: 'A full image whose result is large in the registry',
    files: from('node:22.11'),
    registry: exampleRegistry({ images: [exampleImage({ sizeBytes: 900_000_000 })] }),
    verdict: 'fail',
  },
]);
