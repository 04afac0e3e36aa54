import { defineExamples } from '../checkExample';

const node = { Dockerfile: 'FROM node:22.11-slim\n' };
const attested = (answer: string, until: string) =>
  `attestations:\n  - check: perf-parent-update-notified\n    answer: "${answer}"\n    statement: Releases are announced in #platform.\n    evidence_url: https://wiki.example.com/parents\n    attested_by: group:default/orders\n    attested_at: 2026-10-01\n    expires_at: ${until}\n`;
const dependabot =
  'version: 2\nupdates:\n  - package-ecosystem: docker\n    directory: /\n    schedule:\n      interval: weekly\n';
const release = (step: string) =>
  `on:\n  push:\n    branches: [main]\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          push: true\n          tags: ghcr.io/acme/base:1\n${step}`;

export const examples = defineExamples('perf-parent-update-notified', [
  {
    title: 'The pull request of the bot is the notification',
    files: { ...node, '.github/dependabot.yml': dependabot },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'An attestation names the channel',
    files: { ...node, '.container-lens.yaml': attested('yes', '2027-02-01') },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'The attestation says that nobody is told',
    files: { ...node, '.container-lens.yaml': attested('no', '2027-02-01') },
    verdict: 'fail',
    showInDocs: true,
  },
  {
    title: 'The attestation ends soon',
    files: { ...node, '.container-lens.yaml': attested('yes', '2026-12-01') },
    verdict: 'warn',
  },
  {
    title: 'The attestation has expired',
    files: { ...node, '.container-lens.yaml': attested('yes', '2026-11-01') },
    verdict: 'unknown',
  },
  { title: 'Neither bot nor attestation', files: node, verdict: 'unknown', reason: 'attested' },
  {
    title: 'The release of a base image tells its users',
    files: {
      ...node,
      '.github/workflows/release.yml': release(
        '      - uses: peter-evans/repository-dispatch@v3\n        with:\n          repository: acme/orders\n          event-type: parent\n',
      ),
    },
    annotations: { 'container-lens/workload-type': 'base-image' },
    verdict: 'pass',
    reason: 'release',
  },
  {
    title: 'The release of a base image posts to a chat',
    files: {
      ...node,
      '.github/workflows/release.yml': release(
        '      - run: curl -fsS -d "{}" "$SLACK_WEBHOOK_URL"\n        env:\n          SLACK_WEBHOOK_URL: ${{ secrets.SLACK }}\n',
      ),
    },
    annotations: { 'container-lens/workload-type': 'base-image' },
    verdict: 'pass',
  },
  {
    title: 'A service that tells others of its own release learns nothing of its parent',
    files: {
      ...node,
      '.github/workflows/release.yml': release(
        '      - uses: peter-evans/repository-dispatch@v3\n        with:\n          event-type: deployed\n',
      ),
    },
    verdict: 'unknown',
  },
  {
    title: 'A base image whose release tells nobody',
    files: { ...node, '.github/workflows/release.yml': release('') },
    annotations: { 'container-lens/workload-type': 'base-image' },
    verdict: 'unknown',
  },
  {
    title: 'An image without a parent',
    files: { Dockerfile: 'FROM scratch\nCOPY app /app\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'A bot that looks elsewhere notifies nobody',
    files: {
      'docker/Dockerfile': 'FROM node:22.11-slim\n',
      '.github/dependabot.yml': dependabot,
    },
    verdict: 'unknown',
  },
]);
