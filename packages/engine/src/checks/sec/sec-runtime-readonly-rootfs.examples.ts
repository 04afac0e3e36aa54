import { defineExamples } from '../checkExample';
import {
  chart,
  cloudFormation,
  copilot,
  imageValues,
  manifest,
  taskDefinition,
  terraform,
} from '../deployedExamples';

const readOnly = 'securityContext: { readOnlyRootFilesystem: true }';

export const examples = defineExamples('sec-runtime-readonly-rootfs', [
  {
    title: 'A Deployment with readOnlyRootFilesystem',
    files: manifest({ container: readOnly }),
    verdict: 'pass',
    reason: 'is read-only',
    showInDocs: true,
  },
  {
    title: 'A Deployment without it',
    files: manifest(),
    verdict: 'fail',
    reason: 'is writable',
    at: 'k8s/deployment.yaml:8',
    showInDocs: true,
  },
  {
    title: 'The flag of the pod is none of Kubernetes',
    files: manifest({ pod: readOnly }),
    verdict: 'fail',
  },
  {
    title: 'An explicit false',
    files: manifest({ container: 'securityContext: { readOnlyRootFilesystem: false }' }),
    verdict: 'fail',
  },
  {
    title: 'One of two own containers',
    files: {
      ...manifest({ container: readOnly }),
      ...manifest({ name: 'worker', path: 'k8s/worker.yaml' }),
    },
    verdict: 'warn',
    reason: 'Deployment/worker',
    at: 'k8s/worker.yaml',
    showInDocs: true,
  },
  {
    title: 'A sidecar without the flag does not count',
    files: manifest({
      container: `${readOnly}
`,
      pod: 'initContainers: [{ name: migrate, image: "registry.example.com/shop/migrate:1.0.0" }]',
    }),
    verdict: 'pass',
  },
  {
    title: 'A chart whose production values switch it on',
    files: chart(
      {
        'values.yaml': `${imageValues}readOnly: false\n`,
        'values-prod.yaml': 'readOnly: true\n',
      },
      { container: 'securityContext: { readOnlyRootFilesystem: {{ .Values.readOnly }} }' },
    ),
    verdict: 'pass',
  },
  {
    title: 'A chart that switches it on for staging only',
    files: chart(
      {
        'values.yaml': `${imageValues}readOnly: false\n`,
        'values-staging.yaml': 'readOnly: true\n',
      },
      { container: 'securityContext: { readOnlyRootFilesystem: {{ .Values.readOnly }} }' },
    ),
    verdict: 'fail',
  },
  {
    title: 'A flag that the pipeline fills in',
    files: manifest({ container: 'securityContext: { readOnlyRootFilesystem: "${READ_ONLY}" }' }),
    verdict: 'unknown',
    reason: 'is not known',
  },
  {
    title: 'A cron job counts like a service',
    files: manifest({ kind: 'Job' }),
    verdict: 'fail',
  },
  {
    title: 'A task definition with readonlyRootFilesystem',
    files: taskDefinition({ readonlyRootFilesystem: true }),
    verdict: 'pass',
  },
  {
    title: 'A task definition without it',
    files: taskDefinition(),
    verdict: 'fail',
    at: 'deploy/task-definition.json',
  },
  {
    title: 'CloudFormation with ReadonlyRootFilesystem',
    files: cloudFormation({ container: 'ReadonlyRootFilesystem: true' }),
    verdict: 'pass',
  },
  {
    title: 'Terraform without the flag',
    files: terraform(),
    verdict: 'fail',
  },
  {
    title: 'Copilot with storage.readonly_fs',
    files: copilot('storage:\n  readonly_fs: true\n'),
    verdict: 'pass',
  },
  {
    title: 'Copilot without it',
    files: copilot(),
    verdict: 'fail',
  },
  {
    title: 'compose as declared deploy target, with read_only',
    files: {
      'compose.yaml':
        'services: { app: { image: "registry.example.com/orders:1.4.2", read_only: true } }\n',
    },
    annotations: { 'container-lens/deploy-target': 'compose' },
    verdict: 'pass',
  },
  {
    title: 'compose for local work is no descriptor',
    files: { 'compose.yaml': 'services: { app: { build: . } }\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'A Windows container',
    files: manifest({ pod: 'nodeSelector: { kubernetes.io/os: windows }' }),
    verdict: 'not-applicable',
  },
  {
    title: 'A function',
    files: manifest(),
    annotations: { 'container-lens/workload-type': 'function' },
    verdict: 'not-applicable',
  },
]);
