import { defineExamples } from '../checkExample';
import { denied, exampleImage, exampleRegistry, seen, unreleased } from '../exampleRegistry';

const Dockerfile = 'FROM alpine:3.22\n';
const slug = { 'github.com/project-slug': 'shop/orders' };
const withReferrers = (...referrers: readonly object[]) =>
  exampleRegistry({ images: [exampleImage({ referrers: seen(referrers) as never })] });
const provenance = (sourceRepository?: string, predicateType = 'https://slsa.dev/provenance/v1') =>
  withReferrers({
    source: 'buildkit',
    predicateType,
    ...(sourceRepository && { sourceRepository }),
  });

const workflow = (...steps: readonly string[]) => `on:
  push: { branches: [main] }
jobs:
  image:
    runs-on: ubuntu-24.04
    steps:
${steps.map(step => `      - ${step}\n`).join('')}`;
const build = (inputs: string) =>
  `uses: docker/build-push-action@v6\n        with: { push: true, tags: 'ghcr.io/shop/orders:1.0.0'${inputs} }`;

export const examples = defineExamples('sec-image-provenance', [
  {
    title: 'Provenance names this repository',
    files: { Dockerfile },
    annotations: slug,
    registry: provenance('git+https://github.com/Shop/orders.git@refs/heads/main'),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Provenance that names no repository',
    files: { Dockerfile },
    registry: provenance(undefined, 'https://slsa.dev/provenance/v0.2'),
    verdict: 'pass',
  },
  {
    title: 'Provenance names another repository',
    files: { Dockerfile },
    annotations: slug,
    registry: provenance('https://github.com/elsewhere/orders'),
    verdict: 'fail',
    reason: /another repository/,
    showInDocs: true,
  },
  {
    title: 'A repository whose name only ends alike is another one',
    files: { Dockerfile },
    annotations: slug,
    registry: provenance('https://github.com/workshop/orders'),
    verdict: 'fail',
  },
  {
    title: 'Which repository is the own one is not known',
    files: { Dockerfile },
    registry: provenance('https://github.com/shop/orders'),
    verdict: 'unknown',
    reason: /project-slug/,
  },
  {
    title: 'Only a bill of materials is attached',
    files: { Dockerfile, '.github/workflows/ci.yml': workflow(build('')) },
    registry: withReferrers({ source: 'buildkit', predicateType: 'https://spdx.dev/Document' }),
    verdict: 'fail',
  },
  {
    title: 'A draft of the format does not count',
    files: { Dockerfile },
    registry: provenance(undefined, 'https://slsa.dev/provenance/v0.1'),
    verdict: 'fail',
  },
  {
    title: 'An attestation whose content was not read',
    files: { Dockerfile },
    registry: withReferrers({ source: 'tag', tag: `sha256-${'a'.repeat(64)}.att` }),
    verdict: 'unknown',
  },
  {
    title: 'No registry; the build action adds provenance by itself',
    files: { Dockerfile, '.github/workflows/ci.yml': workflow(build('')) },
    verdict: 'warn',
    at: '.github/workflows/ci.yml:7',
    showInDocs: true,
  },
  {
    title: 'No registry; mode max',
    files: { Dockerfile, '.github/workflows/ci.yml': workflow(build(', provenance: mode=max')) },
    verdict: 'warn',
  },
  {
    title: 'The build switches provenance off',
    files: { Dockerfile, '.github/workflows/ci.yml': workflow(build(', provenance: false')) },
    verdict: 'fail',
    at: '.github/workflows/ci.yml:7',
    showInDocs: true,
  },
  {
    title: 'The build switches it off, and another step attests it',
    files: {
      Dockerfile,
      '.github/workflows/ci.yml': workflow(
        build(', provenance: false'),
        'uses: actions/attest-build-provenance@v3\n        with: { push-to-registry: true }',
      ),
    },
    verdict: 'warn',
  },
  {
    title: 'The reusable workflow of SLSA',
    files: {
      Dockerfile,
      '.github/workflows/ci.yml': `on: push
jobs:
  provenance:
    uses: slsa-framework/slsa-github-generator/.github/workflows/generator_container_slsa3.yml@v2.1.0
`,
    },
    verdict: 'warn',
  },
  {
    title: 'Buildx with --provenance=false',
    files: {
      Dockerfile,
      '.github/workflows/ci.yml': workflow(
        'run: docker buildx build --provenance=false --push -t x .',
      ),
    },
    verdict: 'fail',
  },
  {
    title: 'Buildx that pushes adds provenance by itself',
    files: {
      Dockerfile,
      '.github/workflows/ci.yml': workflow('run: docker buildx build --push -t x .'),
    },
    verdict: 'warn',
  },
  {
    title: 'A plain docker build adds none',
    files: {
      Dockerfile,
      '.github/workflows/ci.yml': workflow('run: docker build -t x . && docker push x'),
    },
    verdict: 'unknown',
  },
  {
    title: 'Default attestations are switched off by a variable',
    files: {
      Dockerfile,
      '.github/workflows/ci.yml': `env: { BUILDX_NO_DEFAULT_ATTESTATIONS: '1' }\n${workflow(build(''))}`,
    },
    verdict: 'fail',
  },
  {
    title: 'Attachments may not be read',
    files: { Dockerfile },
    registry: exampleRegistry({ images: [exampleImage({ referrers: denied })] }),
    verdict: 'unknown',
  },
  { title: 'Neither registry nor pipeline', files: { Dockerfile }, verdict: 'unknown' },
  {
    title: 'An entity that is not released yet',
    files: { Dockerfile },
    annotations: unreleased,
    verdict: 'not-applicable',
  },
]);
