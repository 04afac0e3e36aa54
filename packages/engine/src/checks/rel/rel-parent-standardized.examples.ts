import { defineExamples } from '../checkExample';

const from = (image: string) => ({ Dockerfile: `FROM ${image}\nCOPY app /app\n` });
const organisation = {
  privateRegistries: ['registry.example.com'],
  approvedParents: [
    'registry.example.com/base/*',
    'docker.io/library/eclipse-temurin',
    {
      repository: 'registry.example.com/old/node',
      status: 'deprecated' as const,
      reason: 'use base/node',
    },
  ],
};

export const examples = defineExamples('rel-parent-standardized', [
  {
    title: 'A parent of the list',
    files: from('registry.example.com/base/node:22.1'),
    organisation,
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A public image instead of the approved one',
    files: from('node:22.11-slim'),
    organisation,
    verdict: 'fail',
    reason: 'neither on the list',
    at: 'Dockerfile:1',
    showInDocs: true,
  },
  {
    title: 'Private and not on the list',
    files: from('registry.example.com/team-x/node:22.1'),
    organisation,
    verdict: 'warn',
    reason: 'not on the list',
  },
  {
    title: 'Deprecated on the list',
    files: from('registry.example.com/old/node:20.1'),
    organisation,
    verdict: 'warn',
    reason: 'use base/node',
  },
  {
    title: 'A mirror of an approved public image',
    files: from('public.ecr.aws/docker/library/eclipse-temurin:21.0'),
    organisation,
    verdict: 'pass',
  },
  {
    title: 'The parent of the build stage does not count',
    files: {
      Dockerfile:
        'FROM golang:1.24 AS build\nRUN go build -o /app\nFROM registry.example.com/base/static:1\nCOPY --from=build /app /app\n',
    },
    organisation,
    verdict: 'pass',
  },
  {
    title: 'A registry nobody knows',
    files: from('harbor.internal.example/base/node:22.1'),
    organisation,
    verdict: 'unknown',
    calibration: 1,
    reason: 'harbor.internal.example',
  },
  {
    title: 'No list',
    files: from('node:22.11-slim'),
    verdict: 'unknown',
    reason: 'set approvedParents',
  },
  {
    title: 'A parent in a variable without value',
    files: { Dockerfile: 'ARG BASE\nFROM ${BASE}\nCOPY app /app\n' },
    organisation,
    verdict: 'unknown',
  },
  { title: 'Nothing at all', files: from('scratch'), organisation, verdict: 'not-applicable' },
  {
    title: 'The list names an image of Docker Hub as people write it',
    files: { Dockerfile: 'FROM node:22.11-slim\n' },
    organisation: { approvedParents: ['node'] },
    verdict: 'pass',
  },
]);
