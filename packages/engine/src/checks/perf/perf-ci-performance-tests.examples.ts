import { defineExamples } from '../checkExample';

const dockerfile = { Dockerfile: 'FROM node:22.11-slim\n' };
const steps = (text: string) => ({
  ...dockerfile,
  '.github/workflows/load.yml': `on:\n  schedule:\n    - cron: '0 3 * * *'\njobs:\n  load:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n${text}`,
});
const run = (text: string) => steps(`      - run: ${text}\n`);
const k6 = (options: string) =>
  `import http from 'k6/http';\nexport const options = { ${options} };\nexport default () => http.get('http://orders');\n`;

export const examples = defineExamples('perf-ci-performance-tests', [
  {
    title: 'k6 with a threshold',
    files: {
      ...run('k6 run perf/load.js'),
      'perf/load.js': k6("vus: 5, thresholds: { http_req_duration: ['p(95)<300'] }"),
    },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'k6 without a threshold',
    files: { ...run('k6 run perf/load.js'), 'perf/load.js': k6('vus: 5') },
    verdict: 'warn',
    at: '.github/workflows/load.yml:9',
    showInDocs: true,
  },
  {
    title: 'A job has nobody who waits for it',
    files: {
      ...dockerfile,
      'deploy/job.yaml':
        'apiVersion: batch/v1\nkind: Job\nmetadata: { name: train }\nspec:\n  template:\n    spec:\n      containers: [{ name: train, image: "registry.example.com/train:1.0.0" }]\n',
    },
    verdict: 'not-applicable',
  },
  {
    title: 'Lighthouse CI by its package, with assertions',
    files: {
      ...run('npx --yes @lhci/cli@0.14.0 autorun'),
      'lighthouserc.json': '{"ci": {"assert": {"preset": "lighthouse:recommended"}}}',
    },
    verdict: 'pass',
  },
  { title: 'Nothing at all', files: dockerfile, verdict: 'fail', showInDocs: true },
  {
    title: 'A script that no pipeline runs',
    files: { ...dockerfile, 'locustfile.py': 'from locust import HttpUser\n' },
    verdict: 'warn',
    at: 'locustfile.py',
  },
  {
    title: 'k6 as an action',
    files: {
      ...steps(
        '      - uses: grafana/run-k6-action@v1\n        with:\n          path: k6/smoke.js\n',
      ),
      'k6/smoke.js': k6('thresholds: { http_req_failed: ["rate<0.01"] }'),
    },
    verdict: 'pass',
  },
  {
    title: 'k6 in a container',
    files: {
      ...run('docker run --rm -v "$PWD/k6:/k6" grafana/k6 run /k6/smoke.js'),
      'k6/smoke.js': k6('thresholds: { http_req_failed: ["rate<0.01"] }'),
    },
    verdict: 'pass',
  },
  {
    title: 'A failure of the load test is swallowed',
    files: {
      ...run('k6 run perf/load.js || true'),
      'perf/load.js': k6('thresholds: { http_req_failed: ["rate<0.01"] }'),
    },
    verdict: 'warn',
  },
  {
    title: 'autocannon only prints its figures',
    files: run('npx autocannon -d 10 http://localhost:3000'),
    verdict: 'warn',
  },
  {
    title: 'The figures are compared',
    files: run(
      '|\n          npx autocannon --json http://localhost:3000 > out.json\n          jq -e ".latency.p99 < 300" out.json',
    ),
    verdict: 'pass',
  },
  {
    title: 'Installing k6 runs nothing',
    files: run('sudo apt-get install -y k6'),
    verdict: 'fail',
  },
  {
    title: 'Benchmarks that are compared with earlier ones',
    files: steps(
      '      - run: go test -bench=. ./... | tee out.txt\n      - uses: benchmark-action/github-action-benchmark@v1\n        with:\n          tool: go\n          output-file-path: out.txt\n          fail-on-alert: true\n',
    ),
    verdict: 'pass',
  },
  {
    title: 'Benchmarks without a comparison',
    files: run('go test -bench=. ./...'),
    verdict: 'warn',
  },
  {
    title: 'Lighthouse with a budget',
    files: steps(
      '      - uses: treosh/lighthouse-ci-action@v12\n        with:\n          urls: http://localhost\n          budgetPath: ./budget.json\n',
    ),
    verdict: 'pass',
  },
  {
    title: 'Artillery ensures its objectives',
    files: {
      ...run('npx artillery run load/orders.yml'),
      'load/orders.yml': 'config:\n  target: http://orders\n  ensure:\n    p95: 200\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A script that lies elsewhere',
    files: run('k6 run ../other-repository/load.js'),
    verdict: 'unknown',
  },
  {
    title: 'An attestation stands in for a test',
    files: {
      ...dockerfile,
      '.container-lens.yaml':
        'attestations:\n  - check: perf-ci-performance-tests\n    answer: "yes"\n    statement: Load is tested every quarter.\n    evidence_url: https://wiki.example.com/load\n    attested_by: group:default/orders\n    attested_at: 2026-10-01\n    expires_at: 2027-02-01\n',
    },
    verdict: 'warn',
  },
  {
    title: 'The pipeline calls a workflow of another repository',
    files: {
      ...dockerfile,
      '.github/workflows/ci.yml':
        'on: [push]\njobs:\n  all:\n    uses: acme/workflows/.github/workflows/ci.yml@v1\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'A job has no load',
    files: dockerfile,
    annotations: { 'container-lens/workload-type': 'job' },
    verdict: 'not-applicable',
  },
  {
    title: 'Lighthouse asserts by an option',
    files: {
      Dockerfile: 'FROM node:22.11-slim\n',
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  web:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npx @lhci/cli@0.15.1 autorun --assert.preset=lighthouse:recommended\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A load test of package.json that nobody runs',
    files: {
      Dockerfile: 'FROM node:22.11-slim\n',
      'package.json': '{"scripts": {"load": "autocannon -d 30 http://localhost:8080"}}',
    },
    verdict: 'warn',
  },
  {
    title: 'Benchmarks of Cargo that nobody runs',
    files: { Dockerfile: 'FROM rust:1.91-slim\n', 'benches/parse.rs': 'fn main() {}\n' },
    verdict: 'warn',
    reason: 'benches/parse.rs',
  },
]);
