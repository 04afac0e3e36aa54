import { defineExamples } from '../checkExample';
import {
  denied,
  exampleDigest,
  exampleImage,
  exampleRegistry,
  unreleased,
} from '../exampleRegistry';

const Dockerfile = 'FROM alpine:3.22\n';
const settings = (tagMutability: string, ...mutabilityExclusions: string[]) =>
  exampleRegistry({ settings: { tagMutability, mutabilityExclusions } as never });

const repository = (properties: string) => `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryName: shop/orders
${properties}`;

const manifest = (image: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec:
      containers:
        - { name: orders, image: '${image}' }
`;
const byDigest = `111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/orders@${exampleDigest('a')}`;

export const examples = defineExamples('sec-registry-tags-immutable', [
  {
    title: 'Every tag is immutable',
    files: { Dockerfile },
    registry: settings('IMMUTABLE'),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Every tag is mutable',
    files: { Dockerfile },
    registry: settings('MUTABLE'),
    verdict: 'fail',
    showInDocs: true,
  },
  {
    title: 'Mutable tags, and every deployment names a digest',
    files: { Dockerfile, 'k8s/deployment.yaml': manifest(byDigest) },
    registry: settings('MUTABLE'),
    verdict: 'warn',
    calibration: 1,
    showInDocs: true,
  },
  {
    title: 'Mutable tags, and a deployment names a tag',
    files: {
      Dockerfile,
      'k8s/deployment.yaml': manifest(byDigest.replace(/@.*/, ':1.4.2')),
    },
    registry: settings('MUTABLE'),
    verdict: 'fail',
  },
  {
    title: 'Only caches and branches are excluded',
    files: { Dockerfile },
    registry: settings('IMMUTABLE_WITH_EXCLUSION', 'latest', 'buildcache-*', 'pr-*', 'main'),
    verdict: 'pass',
  },
  {
    title: 'An exclusion that matches everything',
    files: { Dockerfile },
    registry: settings('IMMUTABLE_WITH_EXCLUSION', '*'),
    verdict: 'warn',
    reason: /also matches release tags/,
  },
  {
    title: 'An exclusion that matches versions',
    files: { Dockerfile },
    registry: settings('IMMUTABLE_WITH_EXCLUSION', 'latest', 'v*'),
    verdict: 'warn',
  },
  {
    title: 'An exclusion whose meaning is not known',
    files: { Dockerfile },
    registry: settings('IMMUTABLE_WITH_EXCLUSION', 'production'),
    verdict: 'warn',
    reason: /production/,
  },
  {
    title: 'Mutable, and the filters cover the releases that exist',
    files: { Dockerfile },
    registry: exampleRegistry({
      settings: { tagMutability: 'MUTABLE_WITH_EXCLUSION', mutabilityExclusions: ['v*'] },
      images: [exampleImage({ tags: ['v1.4.2', 'main'] })],
    }),
    verdict: 'pass',
  },
  {
    title: 'Mutable, and the filters miss a release',
    files: { Dockerfile },
    registry: exampleRegistry({
      settings: { tagMutability: 'MUTABLE_WITH_EXCLUSION', mutabilityExclusions: ['v*'] },
      images: [
        exampleImage({ tags: ['v1.4.2'] }),
        exampleImage({ tags: ['1.4.3'], digest: exampleDigest('b') }),
      ],
    }),
    verdict: 'warn',
  },
  {
    title: 'Mutable, and nobody lists the tags that the filters should cover',
    files: {
      Dockerfile,
      'infra/ecr.yaml': repository(
        "      ImageTagMutability: MUTABLE_WITH_EXCLUSION\n      ImageTagMutabilityExclusionFilters:\n        - { ImageTagMutabilityExclusionFilterType: WILDCARD, ImageTagMutabilityExclusionFilterValue: 'v*' }\n        - { ImageTagMutabilityExclusionFilterType: WILDCARD, ImageTagMutabilityExclusionFilterValue: '*.*.*' }\n        - { ImageTagMutabilityExclusionFilterType: WILDCARD, ImageTagMutabilityExclusionFilterValue: '0*' }\n        - { ImageTagMutabilityExclusionFilterType: WILDCARD, ImageTagMutabilityExclusionFilterValue: '9*' }\n",
      ),
    },
    verdict: 'unknown',
    reason: /cannot be listed/,
  },
  {
    title: 'Mutable, and the filters cover no release',
    files: { Dockerfile },
    registry: settings('MUTABLE_WITH_EXCLUSION', 'stable-*'),
    verdict: 'fail',
  },
  {
    title: 'Release tags as the organisation names them',
    files: { Dockerfile },
    organisation: { releaseTagPattern: 'release-*' },
    registry: exampleRegistry({
      settings: { tagMutability: 'MUTABLE_WITH_EXCLUSION', mutabilityExclusions: ['release-*'] },
      images: [exampleImage({ tags: ['release-7', '1.0.0'] })],
    }),
    verdict: 'pass',
  },
  {
    title: 'Immutable in code',
    files: { Dockerfile, 'infra/ecr.yaml': repository('      ImageTagMutability: IMMUTABLE\n') },
    verdict: 'pass',
  },
  {
    title: 'Not said in code: mutable is the default of AWS',
    files: { Dockerfile, 'infra/ecr.yaml': repository('      EmptyOnDelete: false\n') },
    verdict: 'fail',
    at: 'infra/ecr.yaml:2',
    showInDocs: true,
  },
  {
    title: 'Mutable in code',
    files: { Dockerfile, 'infra/ecr.yaml': repository('      ImageTagMutability: MUTABLE\n') },
    verdict: 'fail',
    at: 'infra/ecr.yaml:6',
  },
  {
    title: 'Immutable in code but for caches',
    files: {
      Dockerfile,
      'infra/ecr.yaml': repository(`      ImageTagMutability: IMMUTABLE_WITH_EXCLUSION
      ImageTagMutabilityExclusionFilters:
        - { ImageTagMutabilityExclusionFilterType: WILDCARD, ImageTagMutabilityExclusionFilterValue: 'cache*' }
`),
    },
    verdict: 'pass',
  },
  {
    title: 'Immutable in code but for the cache of branches',
    files: {
      Dockerfile,
      'infra/ecr.yaml': repository(`      ImageTagMutability: IMMUTABLE_WITH_EXCLUSION
      ImageTagMutabilityExclusionFilters:
        - { ImageTagMutabilityExclusionFilterType: WILDCARD, ImageTagMutabilityExclusionFilterValue: 'cache-*' }
`),
    },
    verdict: 'pass',
  },
  {
    title: 'Terraform: immutable',
    files: {
      Dockerfile,
      'infra/ecr.tf':
        'resource "aws_ecr_repository" "app" {\n  name = "orders"\n  image_tag_mutability = "IMMUTABLE"\n}\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Terraform: immutable but for everything',
    files: {
      Dockerfile,
      'infra/ecr.tf': `resource "aws_ecr_repository" "app" {
  name                 = "orders"
  image_tag_mutability = "IMMUTABLE_WITH_EXCLUSION"
  image_tag_mutability_exclusion_filter {
    filter      = "*"
    filter_type = "WILDCARD"
  }
}
`,
    },
    verdict: 'warn',
    at: 'infra/ecr.tf:3',
  },
  {
    title: 'A parameter decides at deploy time',
    files: {
      Dockerfile,
      'infra/ecr.yaml': `Parameters:\n  Mutability: { Type: String }\n${repository('      ImageTagMutability: !Ref Mutability\n')}`,
    },
    verdict: 'unknown',
  },
  {
    title: 'A registry without such a setting',
    files: { Dockerfile },
    registry: exampleRegistry({ kind: 'ghcr', settings: {} }),
    verdict: 'unknown',
    reason: /does not show/,
  },
  {
    title: 'Neither registry nor infrastructure code',
    files: { Dockerfile },
    verdict: 'unknown',
  },
  {
    title: 'Settings that may not be read',
    files: { Dockerfile },
    registry: exampleRegistry({ settings: denied }),
    verdict: 'unknown',
  },
  {
    title: 'No repository yet',
    files: { Dockerfile },
    registry: exampleRegistry({ settings: { status: 'absent' }, images: [] }),
    verdict: 'not-applicable',
  },
  {
    title: 'An entity that is not released yet',
    files: { Dockerfile },
    annotations: unreleased,
    verdict: 'not-applicable',
  },
]);
