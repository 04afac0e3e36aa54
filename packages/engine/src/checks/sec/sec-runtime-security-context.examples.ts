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

const task = (container: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  'ecs/task-definition.json': JSON.stringify({
    family: 'orders',
    ...more,
    containerDefinitions: [{ name: 'app', image: 'x/orders:1.4.2', ...container }],
  }),
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
    reason: 'The user is 0',
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
  {
    title: 'A task definition whose container has a user of its own',
    files: task({ user: '1000:1000', privileged: false }),
    verdict: 'pass',
    reason: 'task-definition/orders app is neither privileged nor root',
    showInDocs: true,
  },
  {
    title: 'A task definition without user, and the image has one',
    files: { ...task({}), Dockerfile: 'FROM node:22-slim\nUSER node\n' },
    verdict: 'pass',
    reason: 'runs as node',
  },
  {
    title: 'A task definition without user, and the image runs as root',
    files: { ...task({}), Dockerfile: 'FROM node:22-slim\n' },
    verdict: 'warn',
    reason: 'sets no user',
  },
  {
    title: 'A task definition without user, and the image is built elsewhere',
    files: task({}),
    verdict: 'unknown',
    reason: 'The image is built elsewhere',
  },
  {
    title: 'A task definition that says root',
    files: task({ user: 'root' }),
    verdict: 'fail',
    reason: 'The user is root',
  },
  {
    title: 'A privileged task in CloudFormation',
    files: {
      'infra/service.yaml':
        'Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Name: app\n          Image: x/orders:1.4.2\n          User: 1000\n          Privileged: true\n',
    },
    verdict: 'fail',
    reason: 'privileged is true',
    at: 'infra/service.yaml:6',
  },
  {
    title: 'A task in the network of its host',
    files: task({ user: '1000' }, { networkMode: 'host' }),
    verdict: 'fail',
    reason: 'networkMode is host',
  },
  {
    title: 'A task that shares the processes of its host',
    files: task({ user: '1000' }, { pidMode: 'host' }),
    verdict: 'fail',
    reason: 'pidMode is host',
  },
  {
    title: 'A task with a capability that gives it the host',
    files: task({ user: '1000', linuxParameters: { capabilities: { add: ['SYS_ADMIN'] } } }),
    verdict: 'fail',
    reason: 'SYS_ADMIN',
  },
  {
    title: 'A harmless capability of a task',
    files: task({ user: '1000', linuxParameters: { capabilities: { add: ['SYS_NICE'] } } }),
    verdict: 'pass',
  },
  {
    title: 'The user of a task is a parameter without value',
    files: {
      'infra/service.yaml':
        'Parameters:\n  RunAs: { Type: String }\nResources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - { Name: app, Image: x/a:1, User: !Ref RunAs }\n',
    },
    verdict: 'unknown',
    reason: 'The parameter RunAs has no value here',
  },
  {
    title: 'A parameter file of production makes the task privileged',
    files: {
      'infra/service.yaml':
        'Parameters:\n  Power: { Type: String, Default: "false" }\nResources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - { Name: app, Image: x/a:1, User: "1000", Privileged: !Ref Power }\n',
      'infra/params/prod.json': '[{"ParameterKey":"Power","ParameterValue":"true"}]',
    },
    verdict: 'fail',
  },
  {
    title: 'A sidecar of a task may be privileged',
    files: {
      'ecs/task-definition.json':
        '{"family":"orders","containerDefinitions":[{"name":"app","image":"x/orders:1","user":"1000"},{"name":"xray-daemon","image":"public.ecr.aws/xray/aws-xray-daemon:3","privileged":true}]}',
    },
    verdict: 'pass',
  },
  {
    title: 'A task without containers says nothing',
    files: { 'ecs/task-definition.json': '{"family":"a","containerDefinitions": []}' },
    verdict: 'unknown',
    reason: 'not all written where they can be read',
  },
  {
    title: 'A Windows task',
    files: task({}, { runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } }),
    verdict: 'not-applicable',
  },
  {
    title: 'Copilot with an image that is not root',
    files: {
      Dockerfile: 'FROM node:22-slim\nUSER node\nCMD ["node", "server.js"]\n',
      'copilot/orders/manifest.yml':
        'name: orders\ntype: Load Balanced Web Service\nimage: { build: Dockerfile, port: 80 }\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Copilot with an image that is root',
    files: {
      Dockerfile: 'FROM node:22-slim\nCMD ["node", "server.js"]\n',
      'copilot/orders/manifest.yml':
        'name: orders\ntype: Load Balanced Web Service\nimage: { build: Dockerfile, port: 80 }\n',
    },
    verdict: 'warn',
  },
  {
    title: 'Copilot with a privileged container',
    files: {
      Dockerfile: 'FROM node:22-slim\nUSER node\nCMD ["node", "server.js"]\n',
      'copilot/orders/manifest.yml':
        'name: orders\ntype: Backend Service\nimage: { build: Dockerfile }\ntaskdef_overrides: [{ path: "ContainerDefinitions[0].Privileged", value: true }]\n',
    },
    verdict: 'fail',
    reason: 'privileged is true',
  },
  {
    title: 'A privileged container in Terraform',
    files: {
      'infra/main.tf':
        'resource "aws_ecs_task_definition" "app" {\n  family = "orders"\n  container_definitions = jsonencode([{ name = "app", image = "x/a:1", privileged = true }])\n}\n',
    },
    verdict: 'fail',
  },
]);
