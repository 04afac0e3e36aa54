import { defineExamples } from '../checkExample';
import { denied, exampleRegistry, unreleased } from '../exampleRegistry';

const Dockerfile = 'FROM alpine:3.22\n';
const settings = (frequency: string, scanType: string) =>
  exampleRegistry({ settings: { scanning: { frequency, scanType } } as never });

const scheduled = (cron: string, step: string) => `on:
  schedule:
    - cron: '${cron}'
jobs:
  rescan:
    runs-on: ubuntu-24.04
    steps:
      - ${step}
`;
const trivy = 'run: trivy image --exit-code 1 registry.example.com/shop/orders:latest';

const repository = (properties: string) => `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryName: shop/orders
${properties}`;

const registryScan = (type: string, frequency: string, filter: string) => `  Scanning:
    Type: AWS::ECR::RegistryScanningConfiguration
    Properties:
      ScanType: ${type}
      Rules:
        - ScanFrequency: ${frequency}
          RepositoryFilters:
            - { Filter: '${filter}', FilterType: WILDCARD }
`;

export const examples = defineExamples('sec-registry-scan-enabled', [
  {
    title: 'ECR scans continuously',
    files: { Dockerfile },
    registry: settings('CONTINUOUS_SCAN', 'ENHANCED'),
    verdict: 'pass',
    reason: /continuously/,
    showInDocs: true,
  },
  {
    title: 'Enhanced scanning on push',
    files: { Dockerfile },
    registry: settings('SCAN_ON_PUSH', 'ENHANCED'),
    verdict: 'pass',
  },
  {
    title: 'Basic scanning on push never looks again',
    files: { Dockerfile },
    registry: settings('SCAN_ON_PUSH', 'BASIC'),
    verdict: 'warn',
    reason: /never again/,
    showInDocs: true,
  },
  {
    title: 'Basic scanning on push, and a job that scans again every week',
    files: { Dockerfile, '.github/workflows/rescan.yml': scheduled('0 4 * * 1', trivy) },
    registry: settings('SCAN_ON_PUSH', 'BASIC'),
    verdict: 'pass',
  },
  {
    title: 'Basic scanning on push, and a job that scans again every month',
    files: { Dockerfile, '.github/workflows/rescan.yml': scheduled('0 4 1 * *', trivy) },
    registry: settings('SCAN_ON_PUSH', 'BASIC'),
    verdict: 'warn',
  },
  {
    title: 'Basic scanning on push, and a job of GitLab that a schedule of the project starts',
    files: {
      Dockerfile,
      '.gitlab-ci.yml': `rescan:\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "schedule"\n  script:\n    - ${trivy.slice('run: '.length)}\n`,
    },
    registry: settings('SCAN_ON_PUSH', 'BASIC'),
    verdict: 'unknown',
    reason: /how often is not in the repository/,
  },
  {
    title: 'Nothing scans',
    files: { Dockerfile },
    registry: settings('MANUAL', 'BASIC'),
    verdict: 'fail',
    reason: /does not scan/,
    showInDocs: true,
  },
  {
    title: 'A job that scans the files of the repository scans no image',
    files: {
      Dockerfile,
      '.github/workflows/rescan.yml': scheduled('0 4 * * *', 'run: trivy fs --exit-code 1 .'),
    },
    registry: settings('MANUAL', 'BASIC'),
    verdict: 'fail',
  },
  {
    title: 'A scan on push of code is no scheduled one',
    files: {
      Dockerfile,
      '.github/workflows/ci.yml': scheduled('0 4 * * *', trivy).replace(
        / {2}schedule:\n.*\n/,
        '  push:\n',
      ),
    },
    registry: settings('MANUAL', 'BASIC'),
    verdict: 'fail',
  },
  {
    title: 'The scanner of the organisation counts',
    files: {
      Dockerfile,
      '.github/workflows/rescan.yml': scheduled('0 4 * * *', 'run: corp-scan shop/orders'),
    },
    organisation: { extraTools: [{ kind: 'image-scanner', command: 'corp-scan' }] },
    registry: settings('MANUAL', 'BASIC'),
    verdict: 'pass',
  },
  {
    title: 'Another registry that scans by itself',
    files: { Dockerfile },
    registry: exampleRegistry({ kind: 'harbor', settings: { scanning: { native: true } } }),
    verdict: 'pass',
  },
  {
    title: 'Another registry whose own scanning is off',
    files: { Dockerfile },
    registry: exampleRegistry({ kind: 'harbor', settings: { scanning: { native: false } } }),
    verdict: 'fail',
  },
  {
    title: 'A registry that does not show whether it scans',
    files: { Dockerfile },
    registry: exampleRegistry({ kind: 'ghcr', settings: {} }),
    verdict: 'unknown',
    reason: /does not show/,
  },
  {
    title: 'No registry, no infrastructure code, no scheduled scan',
    files: { Dockerfile },
    verdict: 'unknown',
    reason: /No registry was asked/,
  },
  {
    title: 'No registry, but a weekly scan of the image',
    files: {
      Dockerfile,
      '.github/workflows/rescan.yml': scheduled(
        '30 2 * * *',
        "uses: aquasecurity/trivy-action@v0.33.1\n        with: { image-ref: 'registry.example.com/shop/orders:latest' }",
      ),
    },
    verdict: 'pass',
  },
  {
    title: 'Scan on push in code, without a registry configuration, is basic scanning',
    files: {
      Dockerfile,
      'infra/ecr.yaml': repository('      ImageScanningConfiguration: { ScanOnPush: true }\n'),
    },
    verdict: 'warn',
    at: 'infra/ecr.yaml:6',
    showInDocs: true,
  },
  {
    title: 'Continuous scanning of the prefix in code',
    files: {
      Dockerfile,
      'infra/ecr.yaml': repository('') + registryScan('ENHANCED', 'CONTINUOUS_SCAN', 'shop/*'),
    },
    verdict: 'pass',
  },
  {
    title: 'Enhanced scanning of another prefix does not cover the repository',
    files: {
      Dockerfile,
      'infra/ecr.yaml': repository('') + registryScan('ENHANCED', 'CONTINUOUS_SCAN', 'bank/*'),
    },
    verdict: 'fail',
  },
  {
    title: 'A filter without wildcard matches names that contain it',
    files: {
      Dockerfile,
      'infra/ecr.yaml': repository('') + registryScan('ENHANCED', 'CONTINUOUS_SCAN', 'orders'),
    },
    verdict: 'pass',
  },
  {
    title: 'A repository in code without any scanning',
    files: { Dockerfile, 'infra/ecr.yaml': repository('      ImageTagMutability: IMMUTABLE\n') },
    verdict: 'fail',
    at: 'infra/ecr.yaml:2',
  },
  {
    title: 'Terraform: continuous scanning of everything',
    files: {
      Dockerfile,
      'infra/ecr.tf': `resource "aws_ecr_repository" "app" {
  name = "orders"
}
resource "aws_ecr_registry_scanning_configuration" "all" {
  scan_type = "ENHANCED"
  rule {
    scan_frequency = "CONTINUOUS_SCAN"
    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}
`,
    },
    verdict: 'pass',
  },
  {
    title: 'Terraform: scan on push',
    files: {
      Dockerfile,
      'infra/ecr.tf': `resource "aws_ecr_repository" "app" {
  name = "orders"
  image_scanning_configuration {
    scan_on_push = true
  }
}
`,
    },
    verdict: 'warn',
  },
  {
    title: 'A parameter decides at deploy time',
    files: {
      Dockerfile,
      'infra/ecr.yaml': `Parameters:\n  Scan: { Type: String }\n${repository('      ImageScanningConfiguration: { ScanOnPush: !Ref Scan }\n')}`,
    },
    verdict: 'unknown',
  },
  {
    title: 'The registry decides, not the code',
    files: {
      Dockerfile,
      'infra/ecr.yaml': repository('      ImageScanningConfiguration: { ScanOnPush: true }\n'),
    },
    registry: settings('MANUAL', 'BASIC'),
    verdict: 'fail',
  },
  {
    title: 'Where the registry cannot be read, the code decides',
    files: {
      Dockerfile,
      'infra/ecr.yaml': repository('      ImageScanningConfiguration: { ScanOnPush: true }\n'),
    },
    registry: exampleRegistry({ settings: denied }),
    verdict: 'warn',
  },
  {
    title: 'Settings that may not be read',
    files: { Dockerfile },
    registry: exampleRegistry({ settings: denied }),
    verdict: 'unknown',
    reason: /may not read/,
  },
  {
    title: 'A snapshot of last week decides nothing',
    files: { Dockerfile },
    registry: { ...settings('CONTINUOUS_SCAN', 'ENHANCED'), observedAt: '2026-11-14T00:00:00Z' },
    verdict: 'unknown',
    reason: /last read/,
  },
  {
    title: 'An entity that is not released yet',
    files: { Dockerfile },
    annotations: unreleased,
    verdict: 'not-applicable',
  },
  {
    title: 'A weekly job scans another image',
    files: {
      Dockerfile: 'FROM scratch\n',
      '.github/workflows/scan.yml':
        'on:\n  schedule:\n    - cron: "0 3 * * 1"\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - run: trivy image ghcr.io/other/tool:1.0.0\n',
      '.github/workflows/build.yml':
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker build -t ghcr.io/acme/orders:latest . && docker push ghcr.io/acme/orders:latest\n',
    },
    verdict: 'unknown',
  },
]);
