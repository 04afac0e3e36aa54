import { defineExamples } from '../checkExample';

const path = '.github/workflows/ci.yml';
const descriptor = {
  'deploy/orders.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: orders\nspec:\n  selector:\n    matchLabels: { app: orders }\n  template:\n    metadata:\n      labels: { app: orders }\n    spec:\n      containers:\n        - name: app\n          image: ghcr.io/acme/orders:1.2.3\n',
};
const template = {
  'infra/service.yaml':
    'Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Name: app\n          Image: ghcr.io/acme/orders:1.2.3\n',
};

function workflow(...steps: readonly string[]): Record<string, string> {
  const list = steps.map(step => `      - ${step.replaceAll('\n', '\n        ')}\n`).join('');
  return {
    [path]: `on: push\njobs:\n  scan:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n${list}`,
  };
}

const scanned = (step: string) => ({ ...descriptor, ...workflow(step) });

export const examples = defineExamples('sec-ci-manifest-scan', [
  {
    title: 'kube-linter stops the pipeline',
    files: scanned('run: kube-linter lint deploy'),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A pipeline without a scan',
    files: scanned('run: npm test'),
    verdict: 'fail',
    at: 'deploy/orders.yaml',
    showInDocs: true,
  },
  { title: 'No pipeline at all', files: descriptor, verdict: 'fail' },
  {
    title: 'Only the schema is checked',
    files: scanned('run: kubeconform -strict deploy/'),
    verdict: 'warn',
    reason: 'schema',
    showInDocs: true,
  },
  {
    title: 'trivy config with an exit code',
    files: scanned('run: trivy config --exit-code 1 .'),
    verdict: 'pass',
  },
  {
    title: 'trivy config that never fails',
    files: scanned('run: trivy config .'),
    verdict: 'warn',
    reason: 'stops nothing',
  },
  {
    title: 'The action of trivy over files',
    files: scanned(
      'uses: aquasecurity/trivy-action@0.28.0\nwith:\n  scan-type: config\n  scan-ref: deploy\n  exit-code: 1',
    ),
    verdict: 'pass',
  },
  {
    title: 'trivy over the Dockerfile only',
    files: {
      Dockerfile: 'FROM scratch\n',
      ...scanned('run: trivy config --exit-code 1 Dockerfile'),
    },
    verdict: 'fail',
  },
  {
    title: 'A scan of the image is no scan of descriptors',
    files: scanned('run: trivy image --exit-code 1 ghcr.io/acme/orders:1.2.3'),
    verdict: 'fail',
  },
  { title: 'checkov', files: scanned('run: checkov -d .'), verdict: 'pass' },
  {
    title: 'checkov that forgives everything',
    files: scanned('uses: bridgecrewio/checkov-action@v12\nwith:\n  soft_fail: true'),
    verdict: 'warn',
  },
  {
    title: 'checkov that reads Dockerfiles only',
    files: scanned('run: checkov -d . --framework dockerfile'),
    verdict: 'fail',
  },
  {
    title: 'The rendered descriptors are scanned',
    files: scanned(
      'run: |\n  kustomize build deploy > rendered.yaml\n  kubesec scan rendered.yaml',
    ),
    verdict: 'pass',
  },
  {
    title: 'Piped into the scanner',
    files: scanned('run: kustomize build deploy | kube-linter lint -'),
    verdict: 'pass',
  },
  { title: 'conftest test', files: scanned('run: conftest test deploy/*.yaml'), verdict: 'pass' },
  {
    title: 'kyverno apply',
    files: scanned('run: kyverno apply policies/ --resource deploy/orders.yaml'),
    verdict: 'pass',
  },
  {
    title: 'polaris without an exit code',
    files: scanned('run: polaris audit --audit-path deploy'),
    verdict: 'warn',
  },
  {
    title: 'A step that may fail',
    files: scanned('run: kube-linter lint deploy\ncontinue-on-error: true'),
    verdict: 'warn',
  },
  {
    title: 'A tool for Terraform does not read Kubernetes',
    files: scanned('run: tfsec .'),
    verdict: 'fail',
  },
  {
    title: 'Only a hook',
    files: {
      ...descriptor,
      '.pre-commit-config.yaml':
        'repos:\n  - repo: https://git.example.com/bridgecrewio/checkov\n    rev: 3.2.300\n    hooks:\n      - id: checkov\n',
    },
    verdict: 'warn',
    reason: 'hook',
  },
  {
    title: 'cfn-guard over a template',
    files: { ...template, ...workflow('run: cfn-guard validate --data infra --rules rules') },
    verdict: 'pass',
  },
  {
    title: 'cfn-lint alone',
    files: { ...template, ...workflow('run: cfn-lint infra/service.yaml') },
    verdict: 'warn',
  },
  {
    title: 'kube-linter does not read CloudFormation',
    files: { ...template, ...workflow('run: kube-linter lint .') },
    verdict: 'fail',
  },
  {
    title: 'The scan may be in a workflow of another repository',
    files: {
      ...descriptor,
      [path]: 'on: push\njobs:\n  all:\n    uses: acme/workflows/.github/workflows/ci.yml@v3\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'The pipeline lives elsewhere',
    files: descriptor,
    organisation: { ciElsewhere: true },
    verdict: 'unknown',
  },
  {
    title: 'A tool of the organisation',
    files: scanned('run: acme-policy deploy'),
    organisation: { extraTools: [{ kind: 'manifest-scanner', command: 'acme-policy' }] },
    verdict: 'pass',
  },
  {
    title: 'A scan in the build phase of CodeBuild',
    files: {
      ...descriptor,
      'buildspec.yml':
        'version: 0.2\nphases:\n  build:\n    commands:\n      - checkov -d deploy\n  post_build:\n    commands:\n      - echo done\n',
    },
    verdict: 'pass',
  },
  { title: 'No descriptor', files: { Dockerfile: 'FROM scratch\n' }, verdict: 'not-applicable' },
  {
    title: 'Nothing scans the template of a function',
    files: {
      'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Thumbnail:
    Type: AWS::Serverless::Function
    Properties:
      PackageType: Image
`,
    },
    verdict: 'fail',
    reason: 'No step',
  },
]);
