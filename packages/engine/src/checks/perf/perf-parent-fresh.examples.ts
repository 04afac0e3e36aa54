import { defineExamples } from '../checkExample';
import {
  exampleDigest,
  ExampleImage,
  exampleImage,
  examplePlatform,
  exampleRegistry,
  seen,
  unreleased,
} from '../exampleRegistry';

const used = exampleDigest('1');
const newer = exampleDigest('2');
const newest = exampleDigest('3');
const pinned = { Dockerfile: `FROM node:24-slim@${used}\n` };
const unpinned = { Dockerfile: 'FROM node:24-slim\n' };

const parent = (...digests: readonly (readonly [string, string])[]) => [
  {
    reference: 'docker.io/library/node:24-slim',
    digests: digests.map(([digest, day]) => ({ digest, availableSince: `${day}T00:00:00Z` })),
  },
];
const registry = (
  parents: ReturnType<typeof parent> | undefined,
  options: Partial<ExampleImage> = {},
) => exampleRegistry({ images: [exampleImage(options)], parents });
const labelled = (labels: Record<string, string>): Partial<ExampleImage> => ({
  platforms: seen([examplePlatform({ config: seen({ labels }) })]),
});
const base = (digest: string) =>
  labelled({
    'org.opencontainers.image.base.name': 'docker.io/library/node:24-slim',
    'org.opencontainers.image.base.digest': digest,
  });

export const examples = defineExamples('perf-parent-fresh', [
  {
    title: 'The tag still means the digest that was used',
    files: pinned,
    registry: registry(parent([used, '2026-06-01'])),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A newer parent has been there for 14 days',
    files: pinned,
    registry: registry(parent([used, '2026-06-01'], [newer, '2026-11-08'])),
    verdict: 'pass',
  },
  {
    title: 'A newer parent has been there for 15 days',
    files: pinned,
    registry: registry(parent([used, '2026-06-01'], [newer, '2026-11-07'])),
    verdict: 'warn',
  },
  {
    title: 'A newer parent has been there for 45 days',
    files: pinned,
    registry: registry(parent([used, '2026-06-01'], [newer, '2026-10-08'])),
    verdict: 'warn',
  },
  {
    title: 'A newer parent has been there for 46 days',
    files: pinned,
    registry: registry(parent([used, '2026-06-01'], [newer, '2026-10-07'])),
    verdict: 'fail',
    showInDocs: true,
  },
  {
    title: 'The first of several newer parents counts',
    files: pinned,
    registry: registry(parent([used, '2026-06-01'], [newer, '2026-09-01'], [newest, '2026-11-20'])),
    verdict: 'fail',
  },
  {
    title: 'The organisation allows more time',
    files: pinned,
    organisation: { parameters: { 'perf-parent-fresh': { lag_fail_days: 90 } } },
    registry: registry(parent([used, '2026-06-01'], [newer, '2026-10-07'])),
    verdict: 'warn',
  },
  {
    title: 'The label of the image comes before the Dockerfile, which has moved on',
    files: { Dockerfile: `FROM node:24-slim@${newer}\n` },
    registry: registry(parent([used, '2026-06-01'], [newer, '2026-09-01']), base(used)),
    verdict: 'fail',
  },
  {
    title: 'The label names the current parent',
    files: unpinned,
    registry: registry(parent([used, '2026-06-01']), base(used)),
    verdict: 'pass',
  },
  {
    title: 'Provenance names the parent',
    files: unpinned,
    registry: registry(parent([used, '2026-06-01'], [newer, '2026-11-01']), {
      referrers: seen([
        {
          source: 'buildkit' as const,
          predicateType: 'https://slsa.dev/provenance/v1',
          materials: [`docker.io/library/node:24-slim@${used}`],
        },
      ]),
    }),
    verdict: 'warn',
  },
  {
    title: 'No digest anywhere, pushed three days ago',
    files: unpinned,
    registry: registry(undefined),
    verdict: 'pass',
    reason: /3 days ago/,
  },
  {
    title: 'No digest anywhere, pushed 31 days ago',
    files: unpinned,
    registry: registry(undefined, { pushedAt: '2026-10-22T00:00:00Z' }),
    verdict: 'warn',
  },
  {
    title: 'No digest anywhere, pushed 91 days ago',
    files: unpinned,
    registry: registry(undefined, { pushedAt: '2026-08-23T00:00:00Z' }),
    verdict: 'fail',
  },
  {
    title: 'The day of the push counts, not the day a reproducible build writes',
    files: unpinned,
    registry: registry(undefined, {
      platforms: seen([examplePlatform({ config: seen({ created: '1970-01-01T00:00:00Z' }) })]),
    }),
    verdict: 'pass',
  },
  {
    title: 'Nobody asked what the tag of the parent means today',
    files: pinned,
    registry: registry(undefined),
    verdict: 'unknown',
  },
  {
    title: 'No parent at all',
    files: { Dockerfile: 'FROM scratch\nCOPY app /app\n' },
    registry: registry(undefined, { pushedAt: '2026-01-01T00:00:00Z' }),
    verdict: 'not-applicable',
  },
  {
    title: 'A deprecated entity',
    files: unpinned,
    annotations: { 'container-lens/lifecycle': 'deprecated' },
    registry: registry(undefined, { pushedAt: '2026-01-01T00:00:00Z' }),
    verdict: 'not-applicable',
  },
  { title: 'No registry', files: pinned, verdict: 'unknown' },
  {
    title: 'An entity that is not released yet',
    files: pinned,
    annotations: unreleased,
    verdict: 'not-applicable',
  },
  {
    title: 'Built on nothing, and no registry was asked',
    files: { Dockerfile: 'FROM scratch\nCOPY app /app\n' },
    verdict: 'not-applicable',
  },
]);
