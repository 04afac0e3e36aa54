import { defineExamples } from '../checkExample';

const workflow = (options: { top?: string; job?: string; on?: string }) => ({
  Dockerfile: 'FROM node:22.11-slim\n',
  '.github/workflows/image.yml': `on:\n  push:\n    branches: [main]\n${options.on ?? ''}${options.top ?? ''}jobs:\n  image:\n    runs-on: ubuntu-latest\n${options.job ?? ''}    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          push: true\n          tags: ghcr.io/acme/orders:1\n`,
});
const concurrency = 'concurrency:\n  group: image-${{ github.ref }}\n  cancel-in-progress: true\n';

export const examples = defineExamples('cost-ci-build-guardrails', [
  {
    title: 'A timeout, and superseded runs are cancelled',
    files: workflow({ top: concurrency, job: '    timeout-minutes: 30\n' }),
    verdict: 'pass',
    showInDocs: true,
  },
  { title: 'Neither', files: workflow({}), verdict: 'fail', showInDocs: true },
  {
    title: 'Only a timeout',
    files: workflow({ job: '    timeout-minutes: 30\n' }),
    verdict: 'warn',
    reason: 'superseded',
    showInDocs: true,
  },
  {
    title: 'Only the cancelling',
    files: workflow({ top: concurrency }),
    verdict: 'warn',
    reason: 'no timeout',
  },
  {
    title: 'A timeout and path filters',
    files: workflow({ on: '    paths: [src/**, Dockerfile]\n', job: '    timeout-minutes: 60\n' }),
    verdict: 'pass',
  },
  {
    title: 'A timeout above an hour is none',
    files: workflow({ top: concurrency, job: '    timeout-minutes: 90\n' }),
    verdict: 'warn',
    reason: '90 minutes',
  },
  {
    title: 'A concurrency group that only waits',
    files: workflow({ top: 'concurrency: image\n', job: '    timeout-minutes: 30\n' }),
    verdict: 'warn',
  },
  {
    title: 'The timeout of a step bounds the step alone',
    files: {
      Dockerfile: 'FROM node:22.11-slim\n',
      '.github/workflows/image.yml': `on: [push]\n${concurrency}jobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        timeout-minutes: 20\n        with:\n          push: true\n          tags: ghcr.io/acme/orders:1\n`,
    },
    verdict: 'warn',
  },
  {
    title: 'The timeout is a variable',
    files: workflow({
      top: concurrency,
      job: '    timeout-minutes: ${{ fromJSON(vars.LIMIT) }}\n',
    }),
    verdict: 'unknown',
  },
  {
    title: 'No pipeline builds an image',
    files: { Dockerfile: 'FROM node:22.11-slim\n' },
    verdict: 'not-applicable',
  },
]);
