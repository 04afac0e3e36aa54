import { defineExamples } from '../checkExample';
import {
  denied,
  ExampleImage,
  exampleImage,
  exampleRegistry,
  unreleased,
} from '../exampleRegistry';

const Dockerfile = 'FROM alpine:3.22\n';
const expire = { action: 'expire' } as const;
const untagged = {
  ...expire,
  tagStatus: 'untagged',
  countType: 'sinceImagePushed',
  countNumber: 14,
};
const newest = { ...expire, tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 50 };
const rules = (...lifecycleRules: readonly object[]) =>
  exampleRegistry({ settings: { lifecycleRules } as never });

/** Images of last year, each of its own digest. */
const old = (count: number, options: Partial<ExampleImage> = {}) =>
  Array.from({ length: count }, (_, index) =>
    exampleImage({
      digest: `sha256:${index.toString(16).padStart(64, '0')}`,
      tags: [`1.0.${index}`],
      pushedAt: '2026-01-01T00:00:00Z',
      ...options,
    }),
  );

const repository = (properties: string) => `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryName: shop/orders
${properties}`;
const policy = (...list: readonly object[]) =>
  repository(`      LifecyclePolicy:
        LifecyclePolicyText: |
          ${JSON.stringify({
            rules: list.map((selection, index) => ({
              rulePriority: index + 1,
              selection,
              action: { type: 'expire' },
            })),
          })}
`);
const workflow = (step: string) => `on:
  schedule:
    - cron: '0 3 * * 0'
jobs:
  clean:
    runs-on: ubuntu-24.04
    steps:
      - ${step}
`;

export const examples = defineExamples('cost-registry-lifecycle', [
  {
    title: 'Untagged images go after two weeks, and fifty images stay',
    files: { Dockerfile },
    registry: rules(untagged, newest),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'One rule for any image bounds both kinds',
    files: { Dockerfile },
    registry: rules(newest),
    verdict: 'pass',
  },
  {
    title: 'Only untagged images go',
    files: { Dockerfile },
    registry: rules(untagged),
    verdict: 'warn',
    reason: /tagged images are bounded neither/,
    showInDocs: true,
  },
  {
    title: 'Only tagged images go',
    files: { Dockerfile },
    registry: rules({ ...newest, tagStatus: 'tagged' }),
    verdict: 'warn',
    reason: /untagged images stay/,
  },
  {
    title: 'A bound of a thousand images is none',
    files: { Dockerfile },
    registry: rules(untagged, { ...newest, countNumber: 1000 }),
    verdict: 'warn',
  },
  {
    title: 'A bound of a thousand images that the organisation allows',
    files: { Dockerfile },
    organisation: { parameters: { 'cost-registry-lifecycle': { max_count: 1000 } } },
    registry: rules(untagged, { ...newest, countNumber: 1000 }),
    verdict: 'pass',
  },
  {
    title: 'Images are archived and never deleted',
    files: { Dockerfile },
    registry: rules({
      tagStatus: 'any',
      countType: 'sinceImagePulled',
      countNumber: 90,
      action: 'transition',
    }),
    verdict: 'warn',
    reason: /archived/,
  },
  {
    title: 'Rules, and eleven old images that nobody pulls',
    files: { Dockerfile },
    registry: exampleRegistry({
      settings: { lifecycleRules: [untagged, newest] as never },
      images: old(11),
    }),
    verdict: 'warn',
    reason: /11 old images/,
  },
  {
    title: 'Rules, and ten old images that nobody pulls',
    files: { Dockerfile },
    registry: exampleRegistry({
      settings: { lifecycleRules: [untagged, newest] as never },
      images: old(10),
    }),
    verdict: 'pass',
  },
  {
    title: 'Rules, and old images that are still pulled',
    files: { Dockerfile },
    registry: exampleRegistry({
      settings: { lifecycleRules: [untagged, newest] as never },
      images: old(20, { lastPulledAt: '2026-11-01T00:00:00Z' }),
    }),
    verdict: 'pass',
  },
  {
    title: 'No rule at all',
    files: { Dockerfile },
    registry: rules(),
    verdict: 'fail',
    showInDocs: true,
  },
  {
    title: 'A pull-through cache',
    files: { Dockerfile },
    registry: exampleRegistry({ settings: { pullThroughCache: true } }),
    verdict: 'not-applicable',
  },
  {
    title: 'A registry that does not show its retention',
    files: { Dockerfile },
    registry: exampleRegistry({ kind: 'ghcr', settings: {} }),
    verdict: 'unknown',
  },
  {
    title: 'A scheduled job that deletes tagged and untagged images',
    files: {
      Dockerfile,
      '.github/workflows/clean.yml': workflow(
        'uses: dataaxiom/ghcr-cleanup-action@v1\n        with: { keep-n-tagged: 20, delete-untagged: true }',
      ),
    },
    registry: exampleRegistry({ kind: 'ghcr', settings: {} }),
    verdict: 'pass',
  },
  {
    title: 'A scheduled job that deletes untagged images',
    files: {
      Dockerfile,
      '.github/workflows/clean.yml': workflow(
        'uses: actions/delete-package-versions@v5\n        with: { package-name: orders, package-type: container, min-versions-to-keep: 10, delete-only-untagged-versions: true }',
      ),
    },
    verdict: 'warn',
  },
  {
    title: 'Both rules in code',
    files: {
      Dockerfile,
      'infra/ecr.yaml': policy(
        { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 },
        {
          tagStatus: 'tagged',
          tagPatternList: ['*'],
          countType: 'imageCountMoreThan',
          countNumber: 30,
        },
      ),
    },
    verdict: 'pass',
  },
  {
    title: 'One rule in code',
    files: {
      Dockerfile,
      'infra/ecr.yaml': policy({
        tagStatus: 'untagged',
        countType: 'sinceImagePushed',
        countUnit: 'days',
        countNumber: 7,
      }),
    },
    verdict: 'warn',
    at: 'infra/ecr.yaml:6',
  },
  {
    title: 'No rule in code',
    files: { Dockerfile, 'infra/ecr.yaml': repository('      ImageTagMutability: IMMUTABLE\n') },
    verdict: 'fail',
    at: 'infra/ecr.yaml:2',
    showInDocs: true,
  },
  {
    title: 'Terraform: a policy beside the repository',
    files: {
      Dockerfile,
      'infra/ecr.tf': `resource "aws_ecr_repository" "app" {
  name = "shop/orders"
}
resource "aws_ecr_lifecycle_policy" "app" {
  repository = aws_ecr_repository.app.name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      selection = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 30 }
      action = { type = "expire" }
    }]
  })
}
`,
    },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Terraform: a policy of another repository',
    files: {
      Dockerfile,
      'infra/ecr.tf': `resource "aws_ecr_repository" "app" {
  name = "shop/orders"
}
resource "aws_ecr_repository" "base" {
  name = "shop/base"
}
resource "aws_ecr_lifecycle_policy" "base" {
  repository = aws_ecr_repository.base.name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      selection = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 30 }
      action = { type = "expire" }
    }]
  })
}
`,
    },
    verdict: 'fail',
    at: 'infra/ecr.tf:1',
  },
  {
    title: 'A policy that is no JSON',
    files: {
      Dockerfile,
      'infra/ecr.yaml': repository('      LifecyclePolicy: { LifecyclePolicyText: "{rules" }\n'),
    },
    verdict: 'unknown',
  },
  {
    title: 'Settings that may not be read',
    files: { Dockerfile },
    registry: exampleRegistry({ settings: denied }),
    verdict: 'unknown',
  },
  { title: 'Neither registry nor code', files: { Dockerfile }, verdict: 'unknown' },
  {
    title: 'An entity that is not released yet',
    files: { Dockerfile },
    annotations: unreleased,
    verdict: 'not-applicable',
  },
]);
