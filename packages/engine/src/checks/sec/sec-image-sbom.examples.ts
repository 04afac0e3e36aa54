import { defineExamples } from '../checkExample';
import { denied, exampleImage, exampleRegistry, seen, unreleased } from '../exampleRegistry';

const Dockerfile = 'FROM alpine:3.22\n';
const withReferrers = (...referrers: readonly object[]) =>
  exampleRegistry({ images: [exampleImage({ referrers: seen(referrers) as never })] });

const workflow = (step: string) => `on:
  push: { branches: [main] }
jobs:
  image:
    runs-on: ubuntu-24.04
    steps:
      - ${step}
`;
const build = (inputs: string) =>
  `uses: docker/build-push-action@v6\n        with: { push: true, tags: 'ghcr.io/shop/orders:1.0.0', ${inputs} }`;

export const examples = defineExamples('sec-image-sbom', [
  {
    title: 'Syft writes one from its own image',
    files: {
      Dockerfile,
      '.github/workflows/ci.yml': workflow(
        'run: docker run --rm anchore/syft:v1.18.0 registry.example.com/orders:1.0.0 -o spdx-json > sbom.json',
      ),
    },
    verdict: 'warn',
  },
  {
    title: 'BuildKit attached SPDX',
    files: { Dockerfile },
    registry: withReferrers({ source: 'buildkit', predicateType: 'https://spdx.dev/Document' }),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A referrer with CycloneDX',
    files: { Dockerfile },
    registry: withReferrers({ source: 'referrer', artifactType: 'application/vnd.cyclonedx+json' }),
    verdict: 'pass',
  },
  {
    title: 'A cosign attestation with CycloneDX',
    files: { Dockerfile },
    registry: withReferrers({
      source: 'tag',
      tag: `sha256-${'a'.repeat(64)}.att`,
      predicateType: 'https://cyclonedx.org/bom',
    }),
    verdict: 'pass',
  },
  {
    title: 'An attestation whose content was not read',
    files: { Dockerfile },
    registry: withReferrers({ source: 'tag', tag: `sha256-${'a'.repeat(64)}.att` }),
    verdict: 'unknown',
    reason: /was not read/,
  },
  {
    title: 'Only provenance is attached',
    files: { Dockerfile, '.github/workflows/ci.yml': workflow(build('sbom: true')) },
    registry: withReferrers({
      source: 'buildkit',
      predicateType: 'https://slsa.dev/provenance/v1',
    }),
    verdict: 'fail',
    showInDocs: true,
  },
  {
    title: 'Nothing is attached',
    files: { Dockerfile },
    registry: withReferrers(),
    verdict: 'fail',
  },
  {
    title: 'No registry, and the build attaches one',
    files: { Dockerfile, '.github/workflows/ci.yml': workflow(build('sbom: true')) },
    verdict: 'warn',
    at: '.github/workflows/ci.yml:7',
    showInDocs: true,
  },
  {
    title: 'No registry, and the build attaches none',
    files: { Dockerfile, '.github/workflows/ci.yml': workflow(build('sbom: false')) },
    verdict: 'unknown',
  },
  {
    title: 'Silence of the build action is no bill of materials',
    files: { Dockerfile, '.github/workflows/ci.yml': workflow(build('provenance: true')) },
    verdict: 'unknown',
  },
  {
    title: 'Buildx with --sbom',
    files: {
      Dockerfile,
      '.github/workflows/ci.yml': workflow('run: docker buildx build --sbom=true --push -t x .'),
    },
    verdict: 'warn',
  },
  {
    title: 'Buildx with --attest',
    files: {
      Dockerfile,
      '.github/workflows/ci.yml': workflow(
        'run: docker buildx build --attest type=sbom --push -t x .',
      ),
    },
    verdict: 'warn',
  },
  {
    title: 'Syft keeps one as an artifact',
    files: {
      Dockerfile,
      '.github/workflows/ci.yml': workflow(
        'run: syft ghcr.io/shop/orders:1.0.0 -o spdx-json=sbom.json',
      ),
    },
    verdict: 'warn',
  },
  {
    title: 'Trivy writes CycloneDX',
    files: {
      Dockerfile,
      '.github/workflows/ci.yml': workflow(
        'run: trivy image --format cyclonedx --output bom.json x',
      ),
    },
    verdict: 'warn',
  },
  {
    title: 'A vulnerability report of trivy is none',
    files: {
      Dockerfile,
      '.github/workflows/ci.yml': workflow(
        'run: trivy image --format sarif --output report.sarif x',
      ),
    },
    verdict: 'unknown',
  },
  {
    title: 'The SBOM action',
    files: {
      Dockerfile,
      '.github/workflows/ci.yml': workflow('uses: anchore/sbom-action@v0.20.5'),
    },
    verdict: 'warn',
  },
  {
    title: 'Attachments may not be read',
    files: { Dockerfile },
    registry: exampleRegistry({ images: [exampleImage({ referrers: denied })] }),
    verdict: 'unknown',
    reason: /may not read/,
  },
  { title: 'Neither registry nor pipeline', files: { Dockerfile }, verdict: 'unknown' },
  {
    title: 'An entity that is not released yet',
    files: { Dockerfile },
    annotations: unreleased,
    verdict: 'not-applicable',
  },
]);
