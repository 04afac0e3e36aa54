import { defineExamples } from '../checkExample';
import {
  denied,
  exampleDigest,
  exampleImage,
  exampleRegistry,
  seen,
  unreleased,
} from '../exampleRegistry';

const Dockerfile = 'FROM alpine:3.22\n';
const withReferrers = (...referrers: readonly object[]) =>
  exampleRegistry({ images: [exampleImage({ referrers: seen(referrers) as never })] });

const workflow = (run: string) => `on:
  push: { tags: ['v*'] }
jobs:
  image:
    runs-on: ubuntu-24.04
    steps:
      - run: ${run}
`;
const signing = (filter: string) => `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties: { RepositoryName: shop/orders }
  Signing:
    Type: AWS::ECR::SigningConfiguration
    Properties:
      Rules:
        - SigningProfileArn: arn:aws:signer:eu-west-1:111122223333:/signing-profiles/shop
          RepositoryFilters:
            - { Filter: '${filter}', FilterType: WILDCARD_MATCH }
`;

export const examples = defineExamples('sec-image-signed', [
  {
    title: 'A notation signature refers to the digest',
    files: { Dockerfile },
    registry: withReferrers({
      source: 'referrer',
      artifactType: 'application/vnd.cncf.notary.signature',
    }),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A Sigstore bundle refers to the digest',
    files: { Dockerfile },
    registry: withReferrers({
      source: 'referrer',
      artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verified: true,
    }),
    verdict: 'pass',
  },
  {
    title: 'A cosign tag for the digest',
    files: { Dockerfile },
    registry: withReferrers({ source: 'tag', tag: `sha256-${'a'.repeat(64)}.sig` }),
    verdict: 'pass',
  },
  {
    title: 'A cosign tag for another digest',
    files: { Dockerfile },
    registry: withReferrers({ source: 'tag', tag: `sha256-${'b'.repeat(64)}.sig` }),
    verdict: 'fail',
  },
  {
    title: 'ECR signed the image itself',
    files: { Dockerfile },
    registry: exampleRegistry({ images: [exampleImage({ signingStatus: 'COMPLETE' })] }),
    verdict: 'pass',
  },
  {
    title: 'Only a bill of materials refers to the image',
    files: { Dockerfile, '.github/workflows/ci.yml': workflow('cosign sign --yes "$IMAGE"') },
    registry: withReferrers({ source: 'referrer', artifactType: 'application/spdx+json' }),
    verdict: 'fail',
    showInDocs: true,
  },
  {
    title: 'Nothing refers to the image',
    files: { Dockerfile },
    registry: withReferrers(),
    verdict: 'fail',
  },
  {
    title: 'The signature is by nobody who is trusted',
    files: { Dockerfile },
    registry: withReferrers({
      source: 'referrer',
      artifactType: 'application/vnd.cncf.notary.signature',
      verified: false,
    }),
    verdict: 'fail',
    reason: /trusted/,
  },
  {
    title: 'One of two signatures is by somebody who is trusted',
    files: { Dockerfile },
    registry: withReferrers(
      {
        source: 'referrer',
        artifactType: 'application/vnd.cncf.notary.signature',
        verified: false,
      },
      { source: 'referrer', artifactType: 'application/vnd.cncf.notary.signature', verified: true },
    ),
    verdict: 'pass',
  },
  {
    title: 'What runs in production is judged, not what was pushed last',
    files: { Dockerfile },
    registry: exampleRegistry({
      images: [
        exampleImage({ referrers: seen([]) }),
        exampleImage({
          digest: exampleDigest('b'),
          tags: ['1.5.0'],
          pushedAt: '2026-11-21T00:00:00Z',
          signingStatus: 'COMPLETE',
        }),
      ],
    }),
    runtime: { observedAt: '2026-11-21T20:00:00Z', digests: [exampleDigest('a')] },
    verdict: 'fail',
  },
  {
    title: 'No registry, and the pipeline signs with cosign',
    files: {
      Dockerfile,
      '.github/workflows/ci.yml': workflow('cosign sign --yes "$IMAGE@$DIGEST"'),
    },
    verdict: 'warn',
    at: '.github/workflows/ci.yml:7',
    showInDocs: true,
  },
  {
    title: 'No registry, and the pipeline signs with notation',
    files: {
      Dockerfile,
      '.github/workflows/ci.yml': workflow('notation sign --key shop "$IMAGE@$DIGEST"'),
    },
    verdict: 'warn',
  },
  {
    title: 'Referrers may not be read, and the pipeline signs',
    files: { Dockerfile, '.github/workflows/ci.yml': workflow('cosign sign --yes "$IMAGE"') },
    registry: exampleRegistry({ images: [exampleImage({ referrers: denied })] }),
    verdict: 'warn',
  },
  {
    title: 'Referrers may not be read, and a rule of the registry signs',
    files: { Dockerfile },
    registry: exampleRegistry({
      settings: { signingRule: true },
      images: [exampleImage({ referrers: denied })],
    }),
    verdict: 'warn',
    reason: /rule of the registry/,
  },
  {
    title: 'A signing rule in code covers the repository',
    files: { Dockerfile, 'infra/ecr.yaml': signing('shop/*') },
    verdict: 'warn',
  },
  {
    title: 'A signing rule in code covers another prefix',
    files: { Dockerfile, 'infra/ecr.yaml': signing('bank/*') },
    verdict: 'unknown',
  },
  {
    title: 'Verifying and signing files sign no image',
    files: {
      Dockerfile,
      '.github/workflows/ci.yml': workflow(
        'cosign verify "$IMAGE" && cosign sign-blob --yes dist.tgz',
      ),
    },
    verdict: 'unknown',
  },
  {
    title: 'Docker Content Trust is no signature',
    files: { Dockerfile, '.github/workflows/ci.yml': workflow('docker trust sign "$IMAGE"') },
    verdict: 'unknown',
  },
  {
    title: 'Neither registry nor pipeline',
    files: { Dockerfile },
    verdict: 'unknown',
    reason: /No registry was asked/,
  },
  {
    title: 'A repository without any image',
    files: { Dockerfile },
    registry: exampleRegistry({ images: [] }),
    verdict: 'not-applicable',
  },
  {
    title: 'An entity that is not released yet',
    files: { Dockerfile },
    annotations: unreleased,
    verdict: 'not-applicable',
  },
  {
    title: 'cosign signs every tag by xargs',
    files: {
      Dockerfile,
      '.github/workflows/ci.yml': workflow(
        'echo "$TAGS" | xargs -I {} cosign sign --yes {}@$DIGEST',
      ),
    },
    verdict: 'warn',
  },
]);
