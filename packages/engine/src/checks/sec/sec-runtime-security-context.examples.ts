import { defineExamples } from '../checkExample';

const deployment = (pod: string, container: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders
spec:
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec:
${pod}      containers:
        - name: app
          image: registry.example.com/shop/orders:1.4.2
${container}`;

const restrictedPod = `      securityContext:
        runAsNonRoot: true
        runAsUser: 65532
        seccompProfile: { type: RuntimeDefault }
`;
const restrictedContainer = `          securityContext:
            allowPrivilegeEscalation: false
            capabilities: { drop: [ALL] }
`;

const chart = (values: string): Record<string, string> => ({
  'chart/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 0.1.0\n',
  'chart/values.yaml': values,
  'chart/templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  template:
    spec:
      securityContext:
        seccompProfile: { type: RuntimeDefault }
      containers:
        - name: app
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          securityContext:
            {{- toYaml .Values.securityContext | nindent 12 }}
`,
});

export const examples = defineExamples('sec-runtime-security-context', [
  {
    title: 'All fields of the restricted standard',
    files: { 'k8s/deployment.yaml': deployment(restrictedPod, restrictedContainer) },
    verdict: 'pass',
    reason: 'Deployment/orders app',
    showInDocs: true,
  },
  {
    title: 'A privileged container',
    files: {
      'k8s/deployment.yaml': deployment(
        restrictedPod,
        '          securityContext:\n            privileged: true\n',
      ),
    },
    verdict: 'fail',
    reason: 'privileged is true',
    at: 'k8s/deployment.yaml:15',
    showInDocs: true,
  },
  {
    title: 'No security context at all',
    files: { 'k8s/deployment.yaml': deployment('', '') },
    verdict: 'warn',
    reason: 'runAsNonRoot is not true',
    at: 'k8s/deployment.yaml:11',
    showInDocs: true,
  },
  {
    title: 'The container asks for root although the pod does not',
    files: {
      'k8s/deployment.yaml': deployment(
        restrictedPod,
        '          securityContext:\n            runAsUser: 0\n',
      ),
    },
    verdict: 'fail',
    reason: 'runAsUser is 0',
  },
  {
    title: 'The network of the host',
    files: {
      'k8s/deployment.yaml': deployment(
        `${restrictedPod}      hostNetwork: true\n`,
        restrictedContainer,
      ),
    },
    verdict: 'fail',
    reason: 'hostNetwork is true',
  },
  {
    title: 'A dangerous capability',
    files: {
      'k8s/deployment.yaml': deployment(
        restrictedPod,
        '          securityContext:\n            allowPrivilegeEscalation: false\n            capabilities: { drop: [ALL], add: [NET_ADMIN] }\n',
      ),
    },
    verdict: 'fail',
    reason: 'NET_ADMIN',
  },
  {
    title: 'runAsNonRoot false in a value of the chart',
    files: chart(
      'image: { repository: registry.example.com/orders, tag: "1" }\nsecurityContext: { runAsNonRoot: false }\n',
    ),
    verdict: 'fail',
    reason: 'runAsNonRoot is false',
    at: 'chart/templates/deployment.yaml:11',
  },
  {
    title: 'The values of production decide',
    files: {
      ...chart(
        'image: { repository: registry.example.com/orders, tag: "1" }\nsecurityContext: { runAsUser: 0 }\n',
      ),
      'chart/values-production.yaml':
        'securityContext: { runAsUser: 1000, allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A placeholder that the pipeline fills in',
    files: {
      'k8s/deployment.yaml': deployment(
        '',
        '          securityContext:\n            runAsUser: ${APP_UID}\n',
      ),
    },
    verdict: 'unknown',
    reason: '${APP_UID} is a placeholder',
    showInDocs: true,
  },
  {
    title: 'A function of the chart that is not supported',
    files: {
      ...chart('image: { repository: registry.example.com/orders, tag: "1" }\n'),
      'chart/templates/worker.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nspec: {{ toToml .Values }}\n',
    },
    verdict: 'warn',
    reason: 'Deployment/orders app',
  },
  {
    title: 'A chart that cannot be rendered',
    files: {
      'chart/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 0.1.0\n',
      'chart/templates/deployment.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nspec: {{ include "library.deployment" . }}\n',
    },
    verdict: 'unknown',
    reason: 'chart/templates/deployment.yaml:3',
  },
  {
    title: 'A sidecar with root is not the own container',
    files: {
      'k8s/deployment.yaml': deployment(
        restrictedPod,
        `${restrictedContainer}        - name: envoy
          image: docker.io/envoyproxy/envoy:v1.31.0
          securityContext: { runAsUser: 0 }
`,
      ),
    },
    verdict: 'pass',
  },
  {
    title: 'A base of Kustomize without an overlay',
    files: {
      'deploy/base/kustomization.yaml': 'resources: [deployment.yaml]\n',
      'deploy/base/deployment.yaml': deployment(restrictedPod, restrictedContainer),
    },
    verdict: 'pass',
  },
  {
    title: 'The production overlay of Kustomize takes the confinement away',
    files: {
      'deploy/base/kustomization.yaml': 'resources: [deployment.yaml]\n',
      'deploy/base/deployment.yaml': deployment(restrictedPod, restrictedContainer),
      'deploy/overlays/staging/kustomization.yaml': 'resources: [../../base]\n',
      'deploy/overlays/production/kustomization.yaml':
        'resources: [../../base]\npatches: [{ path: debug.yaml }]\n',
      'deploy/overlays/production/debug.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  template:
    spec:
      hostNetwork: true
`,
    },
    verdict: 'fail',
    reason: 'hostNetwork is true',
  },
  {
    title: 'An ECS task definition is not read yet',
    files: { 'ecs/task-definition.json': '{"family":"a","containerDefinitions": []}' },
    verdict: 'unknown',
    reason: 'ECS task definitions are not read yet',
  },
  {
    title: 'A known failure outranks a descriptor that is not read',
    files: {
      'copilot/orders/manifest.yml': 'name: orders\ntype: Load Balanced Web Service\n',
      'k8s/deployment.yaml': deployment(
        restrictedPod,
        '          securityContext:\n            privileged: true\n',
      ),
    },
    verdict: 'fail',
    reason: 'privileged is true',
  },
  {
    title: 'A Windows container',
    files: {
      'k8s/deployment.yaml': deployment('      nodeSelector: { kubernetes.io/os: windows }\n', ''),
    },
    verdict: 'not-applicable',
  },
  {
    title: 'No descriptor',
    files: { Dockerfile: 'FROM scratch\n', 'compose.yaml': 'services: { app: { build: . } }\n' },
    verdict: 'not-applicable',
  },
]);
