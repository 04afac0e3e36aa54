import { parentTable } from '../../data/parentTable';
import { defaultOrganisation } from '../../organisation/organisation';
import { parseImageReference } from '../dockerfile/imageReference';
import { findBundledParent, findParent } from './findParent';
import { readTag } from './readTag';

const reference = (text: string) => parseImageReference(text)!;

describe('the parent table', () => {
  it('has entries that can be reached: none stands behind one that covers it', () => {
    const patterns = parentTable.map(e => `${e.repository} ${e.tag ?? '*'}`);
    expect(patterns.length).toBe(new Set(patterns).size);
    for (const [index, entry] of parentTable.entries()) {
      const earlier = parentTable.slice(0, index);
      const covered = earlier.filter(e => e.repository === entry.repository && e.tag === undefined);
      expect(covered).toEqual([]);
    }
  });

  it('does not contradict itself', () => {
    for (const entry of parentTable) {
      const shellless = entry.shell === 'none';
      expect({ entry, shellless }).toEqual({
        entry,
        shellless: shellless && !entry.commands.some(c => c === 'sh' || c === 'bash'),
      });
      const start = entry.entrypointExecsCmd ? entry.entrypoint?.length : 1;
      expect(start).toBe(1);
      expect(entry.commands.filter(command => entry.mayHave?.includes(command))).toEqual([]);
    }
  });

  it.each([
    ['node:22-slim', 'minimal', '0', 'dash'],
    ['node:22-alpine', 'minimal', '0', 'busybox'],
    ['node:22', 'full', '0', 'dash'],
    ['public.ecr.aws/docker/library/node:22', 'full', '0', 'dash'],
    [
      '123456789012.dkr.ecr.eu-west-1.amazonaws.com/docker-hub/library/node:22',
      'full',
      '0',
      'dash',
    ],
    [
      '123456789012.dkr.ecr.eu-west-1.amazonaws.com/ecr-public/docker/library/node:22',
      'full',
      '0',
      'dash',
    ],
    ['mirror.gcr.io/library/python:3.13-slim', 'minimal', '0', 'dash'],
    ['nginxinc/nginx-unprivileged:1.27-alpine', 'minimal', '101', 'busybox'],
    ['gcr.io/distroless/nodejs22-debian12:nonroot', 'distroless', '65532', 'none'],
    ['gcr.io/distroless/nodejs22-debian12', 'distroless', '0', 'none'],
    ['gcr.io/distroless/base-debian12:debug', 'minimal', '0', 'busybox'],
    ['cgr.dev/chainguard/node', 'distroless', '65532', 'none'],
    ['cgr.dev/chainguard/node:latest-dev', 'minimal', '65532', 'busybox'],
    ['mcr.microsoft.com/dotnet/aspnet:9.0-noble-chiseled', 'distroless', '1654', 'none'],
    ['mcr.microsoft.com/dotnet/aspnet:9.0', 'minimal', '0', 'dash'],
    ['registry.access.redhat.com/ubi9/ubi-minimal:9.4', 'minimal', '0', 'bash'],
    ['registry.access.redhat.com/ubi9/ubi-micro:9.4', 'minimal', '0', 'bash'],
    ['amazonlinux:2023', 'full', '0', 'bash'],
  ])('knows %s', (text, kind, user, shell) => {
    expect(findBundledParent(reference(text))).toMatchObject({ class: kind, user, shell });
  });

  it.each([
    'registry.example.com/node:22',
    'acme/node:22',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/base/node:22',
  ])('does not know %s', text => {
    expect(findBundledParent(reference(text))).toBeUndefined();
  });

  it('is merged with what the organisation says', () => {
    const organisation = {
      ...defaultOrganisation,
      parentImages: [
        { repository: 'registry.example.com/base/*', user: '1001', commands: ['healthprobe'] },
        { repository: 'node', tag: '22*', healthcheck: true },
      ],
    };
    expect(findParent(reference('registry.example.com/base/node:22'), organisation)).toMatchObject({
      user: '1001',
      open: true,
      commands: expect.arrayContaining(['sh', 'healthprobe']),
    });
    expect(findParent(reference('node:22-slim'), organisation)).toMatchObject({
      healthcheck: true,
      shell: 'dash',
    });
    expect(findParent(reference('node:20'), organisation)?.healthcheck).toBeUndefined();
  });
});

describe('readTag', () => {
  it.each([
    ['alpine', 'floating'],
    ['alpine:3', 'loose'],
    ['alpine:3.20', 'pinned'],
    ['debian:12', 'pinned'],
    ['debian:bookworm-slim', 'loose'],
    ['debian:bookworm-20241111-slim', 'pinned'],
    ['ubuntu:24.04', 'pinned'],
    ['node:22', 'loose'],
    ['node:22.11-slim', 'pinned'],
    ['node:lts-slim', 'floating'],
    ['eclipse-temurin:21.0.5_11-jre', 'pinned'],
    ['registry.example.com/a:v1.2.3', 'pinned'],
    ['registry.example.com/a:main-3f2a', 'floating'],
    ['registry.example.com/a:alpine-latest', 'floating'],
    ['gcr.io/distroless/static-debian12:nonroot', 'loose'],
    ['cgr.dev/chainguard/node:latest', 'loose'],
  ])('%s: %s', (text, expected) => {
    expect(readTag(reference(text), findBundledParent(reference(text)))).toBe(expected);
  });
});
