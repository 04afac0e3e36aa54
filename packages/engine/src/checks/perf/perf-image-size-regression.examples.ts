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

const MB = 1_000_000;
const files = { Dockerfile: 'FROM alpine:3.22\n' };
const release = (index: number, options: Partial<ExampleImage>) =>
  exampleImage({
    digest: exampleDigest(String(index)),
    tags: [`1.3.${index}`],
    pushedAt: `2026-10-0${index + 1}T00:00:00Z`,
    ...options,
  });
/** The newest release, then earlier ones, in megabytes. */
const sizes = (newest: number, ...earlier: readonly number[]) =>
  exampleRegistry({
    images: [
      exampleImage({ sizeBytes: newest * MB }),
      ...earlier.map((size, index) => release(index, { sizeBytes: size * MB })),
    ],
  });
const stored = (index: number, megabytes: number) => ({
  repository: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/orders',
  digest: exampleDigest(String(index)),
  pushedAt: `2026-10-0${index + 1}T00:00:00Z`,
  sizeBytes: megabytes * MB,
});

export const examples = defineExamples('perf-image-size-regression', [
  {
    title: 'Ten percent larger than the releases before',
    files,
    registry: sizes(110, 100, 100, 100),
    verdict: 'pass',
    showInDocs: true,
  },
  { title: 'Smaller', files, registry: sizes(50, 100, 100, 100), verdict: 'pass' },
  { title: 'Twenty percent larger', files, registry: sizes(120, 100, 100, 100), verdict: 'warn' },
  { title: 'A quarter larger', files, registry: sizes(125, 100, 100, 100), verdict: 'warn' },
  {
    title: 'A third and more than 20 MB larger',
    files,
    registry: sizes(135, 100, 100, 100),
    verdict: 'fail',
    showInDocs: true,
  },
  {
    title: 'Twice as large, and still less than 20 MB more',
    files,
    registry: sizes(30, 15, 15, 15),
    verdict: 'warn',
  },
  {
    title: 'The median does not follow one outlier',
    files,
    registry: sizes(135, 100, 100, 400),
    verdict: 'fail',
  },
  {
    title: 'Only the five releases before count',
    files,
    registry: sizes(105, 300, 300, 300, 100, 100, 100, 100, 100),
    verdict: 'pass',
  },
  {
    title: 'One platform of two grew',
    files,
    registry: exampleRegistry({
      images: [0, 1, 2, 3].map(index => {
        const grown = index === 3 ? 60 : 0;
        const platforms = seen([
          examplePlatform({ sizeBytes: 200 * MB }),
          examplePlatform({
            digest: exampleDigest('e'),
            architecture: 'arm64',
            sizeBytes: (100 + grown) * MB,
          }),
        ]);
        return release(index, { platforms });
      }),
    }),
    verdict: 'fail',
    reason: /linux\/arm64/,
  },
  {
    title: 'Releases the registry no longer has are remembered',
    files,
    registry: sizes(135),
    history: { images: [stored(1, 100), stored(2, 100), stored(3, 100)] },
    verdict: 'fail',
  },
  {
    title: 'A release that registry and history know counts once',
    files,
    registry: sizes(135, 100, 100),
    history: { images: [stored(0, 100), stored(1, 100)] },
    verdict: 'not-applicable',
  },
  {
    title: 'Branches are no releases',
    files,
    registry: exampleRegistry({
      images: [
        exampleImage({ sizeBytes: 300 * MB }),
        ...[0, 1, 2].map(index => release(index, { tags: [`pr-${index}`], sizeBytes: 100 * MB })),
      ],
    }),
    verdict: 'not-applicable',
  },
  {
    title: 'Two earlier releases are too few',
    files,
    registry: sizes(300, 100, 100),
    verdict: 'not-applicable',
  },
  {
    title: 'An image whose size nobody said',
    files,
    registry: exampleRegistry(),
    verdict: 'unknown',
  },
  { title: 'No registry', files, verdict: 'unknown' },
  {
    title: 'An entity that is not released yet',
    files,
    annotations: unreleased,
    verdict: 'not-applicable',
  },
]);
