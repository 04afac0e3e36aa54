import { defineExamples } from '../checkExample';
import { exampleImage, examplePlatform, exampleRegistry } from '../exampleRegistry';

const dockerfile = { Dockerfile: 'FROM node:22.11-slim\n' };
const on = 'on:\n  push:\n    branches: [main]\n';
const workflow = (steps: string, trigger = on) => ({
  ...dockerfile,
  '.github/workflows/image.yml': `${trigger}jobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`,
});
const action = (tags: string, labels = '') =>
  `      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          push: true\n          tags: ${tags}\n${labels}`;
const both =
  '          labels: |\n            org.opencontainers.image.revision=${{ github.sha }}\n            org.opencontainers.image.source=https://github.com/acme/orders\n';
const metadata = (tags: string) =>
  `      - id: meta\n        uses: docker/metadata-action@v5\n        with:\n          images: ghcr.io/acme/orders\n${tags}${action('${{ steps.meta.outputs.tags }}', '          labels: ${{ steps.meta.outputs.labels }}\n')}`;
const revision = 'a1b2c3d4e5'.repeat(4);
const published = (tags: string[], labels: Record<string, string>) =>
  exampleRegistry({
    images: [
      exampleImage({
        tags,
        platforms: {
          status: 'present',
          value: [examplePlatform({ config: { status: 'present', value: { labels } } })],
        },
      }),
    ],
  });
const source = 'https://github.com/acme/orders';
const slug = { 'github.com/project-slug': 'acme/orders' };
const labels = {
  'org.opencontainers.image.revision': revision,
  'org.opencontainers.image.source': source,
};

export const examples = defineExamples('rel-image-tag-traceable', [
  {
    title: 'The published image has labels, and only the tag latest',
    files: dockerfile,
    annotations: slug,
    registry: published(['latest'], labels),
    verdict: 'warn',
    calibration: 1,
  },
  {
    title: 'The published image has both',
    files: dockerfile,
    annotations: slug,
    registry: published(['1.4.0'], labels),
    verdict: 'pass',
  },
  {
    title: 'The tag holds the commit',
    files: dockerfile,
    annotations: slug,
    registry: published([`main-${revision.slice(0, 7)}`], labels),
    verdict: 'pass',
  },
  {
    title: 'The published image names another repository, which the pipeline sets',
    files: workflow(action('ghcr.io/acme/orders:${{ github.sha }}', both)),
    annotations: slug,
    registry: published(['1.4.0'], {
      ...labels,
      'org.opencontainers.image.source': 'https://github.com/acme/billing',
    }),
    verdict: 'fail',
  },
  {
    title: 'Labels inherited from the parent do not count',
    files: dockerfile,
    annotations: slug,
    registry: published(['latest'], {
      ...labels,
      'org.opencontainers.image.source': 'https://github.com/nodejs/docker-node',
    }),
    verdict: 'fail',
  },
  {
    title: 'The commit does not exist',
    files: dockerfile,
    annotations: slug,
    registry: published(['1.4.0'], labels),
    scm: { observedAt: '2026-11-21T20:00:00Z', commits: { [revision]: false } },
    verdict: 'fail',
  },
  {
    title: 'The revision is abbreviated',
    files: dockerfile,
    annotations: slug,
    registry: published(['1.4.0'], {
      ...labels,
      'org.opencontainers.image.revision': revision.slice(0, 8),
    }),
    verdict: 'warn',
  },
  {
    title: 'metadata-action with the commit',
    files: workflow(metadata('          tags: type=sha,format=long\n')),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Neither labels nor a tag of the commit',
    files: workflow(action('ghcr.io/acme/orders:latest')),
    verdict: 'fail',
    at: '.github/workflows/image.yml:8',
    showInDocs: true,
  },
  {
    title: 'Only the tag',
    files: workflow(action('ghcr.io/acme/orders:${{ github.sha }}')),
    verdict: 'warn',
    reason: 'no labels',
    showInDocs: true,
  },
  {
    title: 'metadata-action without rules names the branch only',
    files: workflow(metadata('')),
    verdict: 'warn',
    reason: 'neither a version',
  },
  {
    title: 'metadata-action without rules, on tags',
    files: workflow(metadata(''), 'on:\n  push:\n    tags: ["v*"]\n'),
    verdict: 'pass',
  },
  {
    title: 'GitLab tags the image with the tag of the commit',
    files: {
      ...dockerfile,
      '.gitlab-ci.yml':
        'publish:\n  script:\n    - docker build -t $CI_REGISTRY_IMAGE:$CI_COMMIT_TAG .\n    - docker push $CI_REGISTRY_IMAGE:$CI_COMMIT_TAG\n  rules:\n    - if: $CI_COMMIT_TAG\n',
    },
    verdict: 'warn',
    reason: 'no labels',
  },
  {
    title: 'Jib names the image with the commit',
    files: {
      'pom.xml': '<project/>',
      '.github/workflows/image.yml': `${on}jobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ./mvnw -B jib:build -Djib.to.image=ghcr.io/acme/x:\${{ github.sha }}\n`,
    },
    verdict: 'warn',
    reason: 'no labels',
  },
  {
    title: 'A fixed tag is none of a version',
    files: workflow(action('ghcr.io/acme/orders:1.4', both)),
    verdict: 'warn',
  },
  {
    title: 'The number of the run leads nowhere',
    files: workflow(action('ghcr.io/acme/orders:${{ github.run_number }}', both)),
    verdict: 'warn',
  },
  {
    title: 'Labels of a command and a variable of the script',
    files: workflow(
      '      - run: |\n          TAG=$(git rev-parse HEAD)\n          docker build --label org.opencontainers.image.revision=$GITHUB_SHA --label org.opencontainers.image.source=https://github.com/acme/orders -t ghcr.io/acme/orders:$TAG .\n          docker push ghcr.io/acme/orders:$TAG\n',
    ),
    verdict: 'pass',
  },
  {
    title: 'The label holds a short commit',
    files: workflow(
      '      - run: |\n          SHA=$(git rev-parse --short HEAD)\n          docker build --label org.opencontainers.image.revision=$SHA --label org.opencontainers.image.source=https://github.com/acme/orders -t ghcr.io/acme/orders:$SHA .\n          docker push ghcr.io/acme/orders:$SHA\n',
    ),
    verdict: 'warn',
    reason: 'abbreviated',
  },
  {
    title: 'The pipeline fills the labels of the Dockerfile',
    files: {
      ...workflow(
        action(
          'ghcr.io/acme/orders:${{ github.sha }}',
          '          build-args: |\n            REVISION=${{ github.sha }}\n',
        ),
      ),
      Dockerfile:
        'FROM node:22.11-slim\nARG REVISION\nLABEL org.opencontainers.image.revision=$REVISION org.opencontainers.image.source=https://github.com/acme/orders\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Nobody fills the label of the Dockerfile',
    files: {
      ...workflow(action('ghcr.io/acme/orders:${{ github.sha }}')),
      Dockerfile:
        'FROM node:22.11-slim\nARG REVISION=unknown\nLABEL org.opencontainers.image.revision=$REVISION org.opencontainers.image.source=https://github.com/acme/orders\n',
    },
    verdict: 'warn',
  },
  {
    title: 'The label names another repository',
    files: workflow(
      action('ghcr.io/acme/orders:${{ github.sha }}', both.replace('acme/orders', 'acme/billing')),
    ),
    annotations: slug,
    verdict: 'fail',
  },
  {
    title: 'The tag comes from an input',
    files: workflow(action('ghcr.io/acme/orders:${{ inputs.tag }}', both)),
    verdict: 'unknown',
  },
  { title: 'Neither registry nor pipeline', files: dockerfile, verdict: 'unknown' },
  {
    title: 'Nothing is released yet',
    files: dockerfile,
    annotations: { 'container-lens/released': 'false' },
    verdict: 'not-applicable',
  },
  { title: 'No image at all', files: { 'README.md': 'x' }, verdict: 'not-applicable' },
  {
    title: 'The label of the revision names a branch',
    files: workflow(
      action(
        'ghcr.io/acme/orders:${{ github.sha }}',
        '          labels: |\n            org.opencontainers.image.revision=${{ github.ref_name }}\n            org.opencontainers.image.source=https://github.com/acme/orders\n',
      ),
    ),
    verdict: 'warn',
  },
  {
    title: 'A manifest deploys an image that is built elsewhere',
    files: {
      'k8s/orders.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: orders }\nspec:\n  template:\n    spec:\n      containers:\n        - name: orders\n          image: registry.example.com/orders:1.4.2\n',
    },
    verdict: 'unknown',
    reason: 'no registry was asked',
  },
]);
