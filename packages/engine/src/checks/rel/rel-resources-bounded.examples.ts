import { defineExamples } from '../checkExample';

const deployment = (resources: string): Record<string, string> => ({
  'k8s/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders
spec:
  template:
    spec:
      containers:
        - name: app
          image: registry.example.com/shop/orders:1.4.2
          resources: ${resources}
`,
});

const complete = '{ requests: { cpu: 250m, memory: 256Mi }, limits: { cpu: "1", memory: 512Mi } }';
const withoutCpuLimit = '{ requests: { cpu: 250m, memory: 256Mi }, limits: { memory: 512Mi } }';

const task = (container: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  'ecs/task-definition.json': JSON.stringify({
    family: 'orders',
    ...more,
    containerDefinitions: [{ name: 'app', image: 'x/orders:1.4.2', ...container }],
  }),
});

export const examples = defineExamples('rel-resources-bounded', [
  {
    title: 'Requests and limits for CPU and memory',
    files: deployment(complete),
    verdict: 'pass',
    reason: 'memory 512Mi',
    showInDocs: true,
  },
  {
    title: 'Requests cpu and memory, limits memory, no CPU limit',
    files: deployment(withoutCpuLimit),
    verdict: 'warn',
    reason: 'limits.cpu is not set',
    at: 'k8s/deployment.yaml:9',
    calibration: 1,
    showInDocs: true,
  },
  {
    title: 'No CPU limit in an organisation that asks for none',
    files: deployment(withoutCpuLimit),
    organisation: { requireCpuLimit: false },
    verdict: 'pass',
  },
  {
    title: 'An empty resources block',
    files: deployment('{}'),
    verdict: 'fail',
    reason: 'no memory limit',
    at: 'k8s/deployment.yaml:9',
    showInDocs: true,
  },
  {
    title: 'Only a memory limit',
    files: deployment('{ limits: { memory: 512Mi } }'),
    verdict: 'warn',
    reason: 'requests.cpu is not set',
  },
  {
    title: 'Requests without limits',
    files: deployment('{ requests: { cpu: 250m, memory: 256Mi } }'),
    verdict: 'fail',
  },
  {
    title: 'Defaults of a LimitRange in the same package',
    files: {
      ...deployment('{}'),
      'k8s/limits.yaml': `apiVersion: v1
kind: LimitRange
metadata: { name: defaults }
spec:
  limits:
    - type: Container
      default: { cpu: 500m, memory: 256Mi }
      defaultRequest: { cpu: 100m, memory: 128Mi }
`,
    },
    verdict: 'pass',
  },
  {
    title: 'A memory limit that the pipeline fills in',
    files: deployment('{ limits: { cpu: "1", memory: "${MEMORY}" } }'),
    verdict: 'unknown',
    reason: 'limits.memory is not known',
  },
  {
    title: 'Values of another environment do not count',
    files: {
      'chart/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 0.1.0\n',
      'chart/values.yaml': 'resources: {}\n',
      'chart/values-staging.yaml': `resources: ${complete}\n`,
      'chart/templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  template:
    spec:
      containers:
        - name: app
          image: registry.example.com/shop/orders:1
          resources: {{- toYaml .Values.resources | nindent 12 }}
`,
    },
    verdict: 'fail',
    at: 'chart/templates/deployment.yaml:8',
  },
  {
    title: 'A cron job is bounded like a service',
    files: {
      'k8s/job.yaml': `apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - name: report
              image: registry.example.com/shop/report:1
`,
    },
    verdict: 'fail',
    reason: 'CronJob/report report',
    at: 'k8s/job.yaml:11',
  },
  {
    title: 'Copilot bounds every task, also when the manifest says nothing',
    files: { 'copilot/orders/manifest.yml': 'name: orders\ntype: Backend Service\n' },
    verdict: 'pass',
    reason: 'cpu 256, memory 512',
  },
  {
    title: 'A Copilot manifest that is no YAML',
    files: { 'copilot/orders/manifest.yml': 'name: [orders\n' },
    verdict: 'unknown',
    reason: 'copilot/orders/manifest.yml',
  },
  {
    title: 'compose as declared deploy target, without a bound',
    files: { 'compose.yaml': 'services: { app: { build: . } }\n' },
    annotations: { 'container-lens/deploy-target': 'compose' },
    verdict: 'fail',
    reason: 'compose/app app has no memory bound',
    at: 'compose.yaml:1',
  },
  {
    title: 'compose as declared deploy target, bounded for production',
    files: {
      'compose.yaml': 'services:\n  app: { build: . }\n  db: { image: "postgres:17" }\n',
      'compose.override.yaml': 'services: { app: { deploy: { resources: {} } } }\n',
      'compose.prod.yaml':
        'services:\n  app: { deploy: { resources: { limits: { cpus: "0.5", memory: 256M } } } }\n',
    },
    annotations: { 'container-lens/deploy-target': 'compose' },
    verdict: 'pass',
  },
  {
    title: 'A stack that a pipeline deploys to Swarm',
    files: {
      'stack.yml':
        'services:\n  app:\n    image: registry.example.com/app:1.2.3\n    deploy: { resources: { limits: { memory: 256M } } }\n',
      '.gitlab-ci.yml': 'deploy:\n  script: [docker stack deploy -c stack.yml app]\n',
    },
    verdict: 'warn',
    reason: 'cpu is not set',
  },
  {
    title: 'A compose file that is no YAML',
    files: { 'compose.yaml': 'services: [\n' },
    annotations: { 'container-lens/deploy-target': 'swarm' },
    verdict: 'unknown',
    reason: 'compose.yaml',
  },
  {
    title: 'compose for local work is no descriptor',
    files: { 'compose.yaml': 'services: { app: { build: . } }\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'A function has no resources of its own here',
    files: deployment('{}'),
    annotations: { 'container-lens/workload-type': 'function' },
    verdict: 'not-applicable',
  },
  {
    title: 'The size of a task on Fargate bounds its containers',
    files: task({}, { requiresCompatibilities: ['FARGATE'], cpu: '256', memory: '512' }),
    verdict: 'pass',
    reason: 'cpu 256, memory 512',
    showInDocs: true,
  },
  {
    title: 'The service runs on Fargate, so the size of the task is enough',
    files: {
      'infra/service.yaml':
        'Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      Cpu: 256\n      Memory: 512\n      ContainerDefinitions: [{ Name: app, Image: x/a:1 }]\n  Service:\n    Type: AWS::ECS::Service\n    Properties: { TaskDefinition: !Ref Task, LaunchType: FARGATE }\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A container on EC2 with memory and cpu',
    files: task({ cpu: 128, memory: 256 }, { requiresCompatibilities: ['EC2'] }),
    verdict: 'pass',
  },
  {
    title: 'A container on EC2 with memory and no cpu',
    files: task({ cpu: 0, memory: 256 }, { requiresCompatibilities: ['EC2'] }),
    verdict: 'warn',
    reason: 'cpu is not set',
  },
  {
    title: 'A container on EC2 with memoryReservation only',
    files: task({ cpu: 128, memoryReservation: 256 }),
    verdict: 'warn',
    reason: 'memoryReservation',
  },
  {
    title: 'On EC2 the size of the task alone bounds a container in part only',
    files: task({}, { cpu: '256', memory: '512' }),
    verdict: 'warn',
  },
  {
    title: 'A task without any memory',
    files: task({ cpu: 128 }),
    verdict: 'fail',
    reason: 'no memory bound',
    at: 'ecs/task-definition.json:1',
  },
  {
    title: 'The memory of the task is a parameter without value',
    files: {
      'infra/service.yaml':
        'Parameters:\n  Size: { Type: Number }\nResources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      RequiresCompatibilities: [FARGATE]\n      Cpu: 256\n      Memory: !Ref Size\n      ContainerDefinitions: [{ Name: app, Image: x/a:1 }]\n',
    },
    verdict: 'unknown',
    reason: 'The parameter Size has no value here',
  },
  {
    title: 'An Express Mode service has a size by default',
    files: {
      'infra/service.yaml':
        'Resources:\n  Web:\n    Type: AWS::ECS::ExpressGatewayService\n    Properties: { PrimaryContainer: { Image: x/a:1 } }\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A task of Terraform on Fargate',
    files: {
      'infra/main.tf':
        'resource "aws_ecs_task_definition" "app" {\n  family = "orders"\n  requires_compatibilities = ["FARGATE"]\n  cpu = 256\n  memory = 512\n  container_definitions = jsonencode([{ name = "app", image = "x/a:1" }])\n}\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A task of Terraform without any memory',
    files: {
      'infra/main.tf':
        'resource "aws_ecs_task_definition" "app" {\n  family = "orders"\n  container_definitions = jsonencode([{ name = "app", image = "x/a:1", cpu = 128 }])\n}\n',
    },
    verdict: 'fail',
    at: 'infra/main.tf:3',
  },
  {
    title: 'The memory of a task stands in the variables of production',
    files: {
      'infra/main.tf':
        'variable "memory" {}\nresource "aws_ecs_task_definition" "app" {\n  family = "orders"\n  requires_compatibilities = ["FARGATE"]\n  cpu = 256\n  memory = var.memory\n  container_definitions = jsonencode([{ name = "app", image = "x/a:1" }])\n}\n',
      'infra/prod.tfvars': 'memory = 512\n',
    },
    verdict: 'pass',
    reason: 'memory 512',
  },
  {
    title: 'The containers of Terraform come from a module that is not read',
    files: {
      'infra/main.tf':
        'module "service" {\n  source = "terraform-aws-modules/ecs/aws//modules/service"\n}\n',
    },
    verdict: 'unknown',
    reason: 'is not read',
  },
  {
    title: 'A CDK app that is not synthesised may define the service',
    files: { 'cdk.json': '{ "app": "npx ts-node bin/app.ts" }' },
    verdict: 'unknown',
    reason: 'not synthesised',
  },
  {
    title: 'Beside manifests a CDK app is taken for the infrastructure around them',
    files: {
      'cdk.json': '{ "app": "npx ts-node bin/app.ts" }',
      ...deployment(
        '{ requests: { cpu: 100m, memory: 128Mi }, limits: { cpu: 500m, memory: 256Mi } }',
      ),
    },
    verdict: 'pass',
  },
  {
    title: 'A task for Fargate and EC2 that no service in the repository runs',
    files: task({}, { requiresCompatibilities: ['EC2', 'FARGATE'], cpu: '256', memory: '512' }),
    verdict: 'pass',
  },
  {
    title: 'A LimitRange of another namespace',
    files: {
      'k8s/deployment.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: orders, namespace: shop }\nspec:\n  template:\n    spec:\n      containers:\n        - { name: app, image: "registry.example.com/orders:1.4.2" }\n',
      'k8s/limits.yaml':
        'apiVersion: v1\nkind: LimitRange\nmetadata: { name: limits, namespace: other }\nspec:\n  limits:\n    - { type: Container, default: { cpu: 1, memory: 1Gi }, defaultRequest: { cpu: 1, memory: 1Gi } }\n',
    },
    verdict: 'fail',
  },
]);
