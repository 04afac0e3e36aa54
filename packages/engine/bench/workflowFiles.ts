import { RandomSource } from '../fuzz/randomSource';
import { Stack } from './dockerfiles';

const sha = '11bd71901bbe5b1630ceea73d27597364c9af683';
const setups: Readonly<Record<Stack, string>> = {
  node: 'npm ci\n          npm run lint\n          npm test',
  python: 'uv sync --frozen\n          uv run ruff check\n          uv run pytest',
  go: 'go vet ./...\n          go test -race ./...',
  java: 'mvn -B verify',
};

/** Two workflows of GitHub Actions: test, build, scan, sign and push; deploy to two environments. */
export function workflowFiles(
  service: string,
  stack: Stack,
  random: RandomSource,
): Record<string, string> {
  const checkout = random.once(2) ? `actions/checkout@${sha} # v4` : 'actions/checkout@v4';
  const timeout = random.once(3) ? '' : '\n    timeout-minutes: 20';
  const signing = random.once(2)
    ? '\n      - run: cosign sign --yes "$IMAGE@${{ steps.build.outputs.digest }}"'
    : '';
  return {
    '.github/workflows/ci.yml': `name: ci
on:
  push:
    branches: [main]
  pull_request:
permissions:
  contents: read
concurrency:
  group: ci-\${{ github.ref }}
  cancel-in-progress: true
env:
  IMAGE: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/${service}
jobs:
  test:
    runs-on: ubuntu-24.04${timeout}
    steps:
      - uses: ${checkout}
      - name: Test
        run: |
          ${setups[stack]}
  lint:
    runs-on: ubuntu-24.04${timeout}
    steps:
      - uses: ${checkout}
      - uses: hadolint/hadolint-action@v3.1.0
        with:
          dockerfile: Dockerfile
      - run: helm lint chart && trivy config --exit-code 1 chart
  image:
    needs: [test, lint]
    runs-on: ubuntu-24.04${timeout}
    permissions:
      contents: read
      id-token: write
    steps:
      - uses: ${checkout}
      - uses: docker/setup-buildx-action@v3
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: arn:aws:iam::123456789012:role/ci-${service}
          aws-region: eu-west-1
      - uses: aws-actions/amazon-ecr-login@v2
      - id: build
        uses: docker/build-push-action@v6
        with:
          context: .
          platforms: linux/amd64,linux/arm64
          push: \${{ github.ref == 'refs/heads/main' }}
          tags: \${{ env.IMAGE }}:\${{ github.sha }}
          cache-from: type=gha
          cache-to: type=gha,mode=max
          provenance: mode=max
          sbom: true
      - run: ./ci/scan.sh "$IMAGE:\${{ github.sha }}"${signing}
  integration:
    needs: image
    runs-on: ubuntu-24.04
    steps:
      - uses: ${checkout}
      - run: make test
`,
    '.github/workflows/deploy.yml': `name: deploy
on:
  workflow_run:
    workflows: [ci]
    types: [completed]
    branches: [main]
  schedule:
    - cron: "${random.below(60)} 4 * * 1"
permissions:
  contents: read
  id-token: write
jobs:
  staging:
    runs-on: ubuntu-24.04
    environment: staging
    steps:
      - uses: ${checkout}
      - run: helm upgrade --install ${service} chart -f chart/values-staging.yaml --set image.tag="$GITHUB_SHA" --wait
      - run: curl --fail https://staging.example.com/healthz
  production:
    needs: staging
    runs-on: ubuntu-24.04
    environment: production
    steps:
      - uses: ${checkout}
      - run: helm upgrade --install ${service} chart -f chart/values-production.yaml --set image.tag="$GITHUB_SHA" --wait
`,
  };
}

/** A workflow of a given number of jobs, to see how time grows. */
export function longWorkflow(jobs: number): string {
  const job = (index: number) => `  job${index}:
    runs-on: ubuntu-24.04
    needs: [${index === 0 ? '' : `job${index - 1}`}]
    steps:
      - uses: actions/checkout@v4
      - run: |
          set -e
          npm ci --prefix part${index}
          npm test --prefix part${index}
          docker build -t example/part${index}:latest part${index}
          trivy image example/part${index}:latest
`;
  return `on: push\njobs:\n${Array.from({ length: jobs }, (_, index) => job(index)).join('')}`;
}
