import { defineExamples } from '../checkExample';
import { chart, imageValues, manifest } from '../deployedExamples';

const container = `args: {{ toJson .Values.args }}
resources: {{ toJson .Values.resources }}
securityContext: { readOnlyRootFilesystem: {{ .Values.readOnly }} }
{{- if .Values.probe }}
readinessProbe: { httpGet: { path: /ready, port: 8080 } }
{{- end }}
env: {{ toJson .Values.env }}`;
const values = `${imageValues}args: [serve]
resources: {}
readOnly: true
probe: true
env: [{ name: LOG_LEVEL, value: info }]
replicas: 1
`;
const environments = (staging: string, prod: string, templates = {}) =>
  chart(
    { 'values.yaml': values, 'values-staging.yaml': staging, 'values-prod.yaml': prod },
    { container, spec: 'replicas: {{ .Values.replicas }}', templates },
  );
const base = {
  'deploy/base/kustomization.yaml': 'resources: [deployment.yaml]\n',
  ...manifest({
    path: 'deploy/base/deployment.yaml',
    container: 'ports: [{ containerPort: 8080 }]',
  }),
};
const overlays = (prod: string) => ({
  ...base,
  'deploy/overlays/staging/kustomization.yaml':
    'resources: [../../base]\nnamespace: staging\nnameSuffix: -staging\n',
  'deploy/overlays/prod/kustomization.yaml': `resources: [../../base]\nnamespace: prod\nnameSuffix: -prod\n${prod}`,
});
const patch = (container_: string) =>
  `patches:\n  - patch: |-\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: orders }\n      spec: { template: { spec: { containers: [{ name: app, ${container_} }] } } }\n`;
const copilotService = (more: string) => ({
  'copilot/orders/manifest.yml': `name: orders\ntype: Backend Service\nimage: { build: Dockerfile, port: 8080 }\ncpu: 256\nmemory: 512\ncount: 1\nenvironments:\n  test:\n    count: 1\n  prod:\n    count: 3\n${more}`,
});

export const examples = defineExamples('ops-env-parity', [
  {
    title: 'Replicas, resources and values of variables differ',
    files: environments(
      'replicas: 1\n',
      'replicas: 4\nresources: { limits: { memory: 1Gi } }\nenv: [{ name: LOG_LEVEL, value: warn }]\n',
    ),
    verdict: 'pass',
    reason: 'differ only in what may differ',
    showInDocs: true,
  },
  {
    title: 'Account, Region and tag of the image differ',
    files: environments(
      'image: { repository: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/orders, tag: 1.5.0 }\n',
      'image: { repository: 444455556666.dkr.ecr.eu-central-1.amazonaws.com/shop/orders, tag: 1.4.2 }\n',
    ),
    verdict: 'pass',
  },
  {
    title: 'The log level in the arguments differs',
    files: environments('args: [serve, --log-level=debug]\n', 'args: [serve, --log-level=info]\n'),
    verdict: 'pass',
  },
  {
    title: 'Another image in staging',
    files: environments(
      'image: { repository: registry.example.com/shop/orders-debug }\n',
      'replicas: 3\n',
    ),
    verdict: 'fail',
    reason: 'another image repository',
    at: 'chart/templates/deployment.yaml',
    showInDocs: true,
  },
  {
    title: 'Other arguments in staging',
    files: environments('args: [serve, --reload]\n', 'replicas: 3\n'),
    verdict: 'fail',
    reason: 'arguments',
  },
  {
    title: 'No probe in staging',
    files: environments('probe: false\n', 'replicas: 3\n'),
    verdict: 'fail',
    reason: 'readiness probe',
  },
  {
    title: 'A startup probe in production only',
    files: {
      ...overlays(patch('startupProbe: { httpGet: { path: /ready, port: 8080 } }')),
    },
    verdict: 'fail',
    reason: 'startup probe',
  },
  {
    title: 'A writable file system in production',
    files: environments('replicas: 1\n', 'readOnly: false\n'),
    verdict: 'fail',
    reason: 'readOnlyRootFilesystem',
  },
  {
    title: 'A variable that only production has',
    files: environments(
      'replicas: 1\n',
      'env: [{ name: LOG_LEVEL, value: info }, { name: FEATURE_X, value: "on" }]\n',
    ),
    verdict: 'warn',
    reason: 'FEATURE_X',
    showInDocs: true,
  },
  {
    title: 'An object that only production has',
    files: environments('replicas: 1\n', 'budget: true\n', {
      'pdb.yaml':
        '{{- if .Values.budget }}\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: orders }\nspec: { minAvailable: 1 }\n{{- end }}\n',
    }),
    verdict: 'warn',
    reason: 'PodDisruptionBudget',
  },
  {
    title: 'values-local.yaml is no environment',
    files: chart(
      {
        'values.yaml': values,
        'values-prod.yaml': 'replicas: 3\n',
        'values-local.yaml': 'probe: false\n',
      },
      { container },
    ),
    verdict: 'not-applicable',
  },
  {
    title: 'Overlays with namespaces and names of their own',
    files: overlays(''),
    verdict: 'pass',
  },
  {
    title: 'An overlay with another port',
    files: overlays(patch('ports: [{ containerPort: 9090 }]')),
    verdict: 'fail',
    reason: 'ports',
  },
  {
    title: 'An overlay with one more variable',
    files: overlays(patch('env: [{ name: FEATURE_X, value: "on" }]')),
    verdict: 'warn',
  },
  { title: 'Copilot with another count', files: copilotService(''), verdict: 'pass' },
  {
    title: 'Copilot with another variable in production',
    files: copilotService('    variables:\n      FEATURE_X: "on"\n'),
    verdict: 'warn',
  },
  {
    title: 'One set of manifests',
    files: manifest(),
    verdict: 'not-applicable',
    reason: 'fewer than two environments',
  },
  {
    title: 'A values file of production that cannot be read',
    files: environments('replicas: 1\n', 'replicas: [\n'),
    verdict: 'unknown',
  },
  {
    title: 'A Service with another port in production',
    files: environments('port: 8080\n', 'port: 80\n', {
      'service.yaml':
        'apiVersion: v1\nkind: Service\nmetadata: { name: orders }\nspec: { selector: { app: orders }, ports: [{ port: {{ .Values.port }}, targetPort: 8080 }] }\n',
    }),
    verdict: 'fail',
    reason: 'Service/orders has other ports in staging and prod',
  },
  {
    title: 'A claim with another storage class in production',
    files: environments('class: gp3\n', 'class: io2\n', {
      'claim.yaml':
        'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: orders }\nspec: { storageClassName: {{ .Values.class }}, accessModes: [ReadWriteOnce], resources: { requests: { storage: 5Gi } } }\n',
    }),
    verdict: 'warn',
    reason: 'PersistentVolumeClaim/orders has another storage class',
  },
  {
    title: 'A claim that is larger in production',
    files: environments('size: 1Gi\n', 'size: 50Gi\n', {
      'claim.yaml':
        'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: orders }\nspec: { storageClassName: gp3, accessModes: [ReadWriteOnce], resources: { requests: { storage: {{ .Values.size }} } } }\n',
    }),
    verdict: 'pass',
  },
]);
