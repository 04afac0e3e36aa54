import { defineExamples } from '../checkExample';

const on = (runner: string) => ({
  Dockerfile: 'FROM node:22.11-slim\n',
  '.github/workflows/image.yml': `on:\n  push:\n    branches: [main]\njobs:\n  image:\n    runs-on: ${runner}\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          push: true\n          tags: ghcr.io/acme/orders:1\n`,
});
const attested = (answer: string) => ({
  '.container-lens.yaml': `attestations:\n  - check: sus-ci-ephemeral-builders\n    answer: "${answer}"\n    statement: Runners live for one job.\n    evidence_url: https://wiki.example.com/runners\n    attested_by: group:default/platform\n    attested_at: 2026-10-01\n    expires_at: 2027-02-01\n`,
});

export const examples = defineExamples('sus-ci-ephemeral-builders', [
  {
    title: 'A hosted runner lives for one job',
    files: on('ubuntu-latest'),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A label that is listed as persistent',
    files: on('[self-hosted, build-server]'),
    organisation: { runners: { persistent: ['build-server'] } },
    verdict: 'fail',
    at: '.github/workflows/image.yml',
    showInDocs: true,
  },
  {
    title: 'A label that is listed as ephemeral',
    files: on('[self-hosted, arc-linux]'),
    organisation: { runners: { ephemeral: ['arc-*'] } },
    verdict: 'pass',
  },
  {
    title: 'A label that nobody lists',
    files: on('[self-hosted, linux]'),
    verdict: 'unknown',
    reason: 'runners.ephemeral',
    showInDocs: true,
  },
  {
    title: 'Nobody lists the label, and an attestation speaks for it',
    files: { ...on('[self-hosted, linux]'), ...attested('yes') },
    verdict: 'warn',
  },
  {
    title: 'An attestation says that the runner is kept',
    files: { ...on('[self-hosted, linux]'), ...attested('no') },
    verdict: 'fail',
  },
  {
    title: 'CodeBuild on demand',
    files: on('codebuild-orders-${{ github.run_id }}-${{ github.run_attempt }}'),
    verdict: 'pass',
  },
  { title: 'The runner is not known', files: on('${{ vars.RUNNER }}'), verdict: 'unknown' },
  {
    title: 'No pipeline builds the image',
    files: { Dockerfile: 'FROM node:22.11-slim\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'The pipeline lives elsewhere',
    files: { Dockerfile: 'FROM node:22.11-slim\n' },
    organisation: { ciElsewhere: true },
    verdict: 'unknown',
  },
]);
