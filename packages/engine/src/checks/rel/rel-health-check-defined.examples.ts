import { defineExamples } from '../checkExample';

const chart = (container: string): Record<string, string> => ({
  'chart/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 0.1.0\n',
  'chart/values.yaml': 'image: registry.example.com/shop/orders\n',
  'chart/templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Chart.Name }}
spec:
  template:
    spec:
      containers:
        - name: app
          image: {{ .Values.image }}:1.4.2
${container}`,
});

const probe = '          readinessProbe: { httpGet: { path: /readyz, port: 8080 } }\n';
const plain = { Dockerfile: 'FROM node:22-slim\nCMD ["node", "server.js"]\n' };
const checked = {
  Dockerfile:
    'FROM node:22-slim\nHEALTHCHECK CMD ["node", "health.js"]\nCMD ["node", "server.js"]\n',
};

const task = (containerDefinitions: readonly unknown[]) => ({
  'ecs/task-definition.json': JSON.stringify({ family: 'orders', containerDefinitions }),
});

export const examples = defineExamples('rel-health-check-defined', [
  {
    title: 'A readiness probe on the only container, no HEALTHCHECK',
    files: { ...plain, ...chart(probe) },
    verdict: 'pass',
    calibration: 1,
    showInDocs: true,
  },
  {
    title: 'HEALTHCHECK in the image and no descriptor',
    files: checked,
    verdict: 'pass',
    calibration: 2,
    showInDocs: true,
  },
  {
    title: 'Neither probe nor HEALTHCHECK',
    files: { ...plain, ...chart('') },
    verdict: 'fail',
    reason: 'neither a liveness nor a readiness probe',
    at: 'chart/templates/deployment.yaml:9',
    showInDocs: true,
  },
  {
    title: 'Kubernetes does not evaluate HEALTHCHECK',
    files: { ...checked, ...chart('') },
    verdict: 'warn',
    reason: 'do not evaluate',
    showInDocs: true,
  },
  {
    title: 'Only some own containers have a probe',
    files: {
      ...plain,
      ...chart(`${probe}        - name: worker\n          image: {{ .Values.image }}:1.4.2\n`),
    },
    verdict: 'warn',
    reason: 'others have',
    at: 'chart/templates/deployment.yaml:12',
  },
  {
    title: 'The image is built elsewhere and the descriptor has no probe',
    files: chart(''),
    verdict: 'unknown',
    reason: 'built elsewhere',
  },
  {
    title: 'HEALTHCHECK NONE and nothing else',
    files: { Dockerfile: 'FROM node:22-slim\nHEALTHCHECK NONE\n' },
    verdict: 'fail',
    at: 'Dockerfile:2',
  },
  {
    title: 'No HEALTHCHECK, and the service is deployed from another place',
    files: plain,
    annotations: { 'container-lens/delivery': 'https://git.example.com/shop/deploy' },
    verdict: 'unknown',
  },
  {
    title: 'A job ends by itself',
    files: {
      ...plain,
      'k8s/job.yaml':
        'apiVersion: batch/v1\nkind: Job\nmetadata: { name: m }\nspec: { template: { spec: { containers: [{ name: m, image: a/b:1 }] } } }\n',
    },
    verdict: 'not-applicable',
  },
  {
    title: 'A Load Balanced Web Service of Copilot always has a target group that checks',
    files: {
      ...plain,
      'copilot/orders/manifest.yml':
        'name: orders\ntype: Load Balanced Web Service\nimage: { build: Dockerfile, port: 8080 }\n',
    },
    verdict: 'pass',
    calibration: 3,
  },
  {
    title: 'A Backend Service of Copilot that nothing watches',
    files: {
      ...plain,
      'copilot/orders/manifest.yml':
        'name: orders\ntype: Backend Service\nimage: { build: Dockerfile, port: 8080 }\n',
    },
    verdict: 'fail',
    reason: 'has no health check',
    at: 'copilot/orders/manifest.yml:3',
  },
  {
    title: 'A Backend Service of Copilot gets its check in production',
    files: {
      ...plain,
      'copilot/orders/manifest.yml':
        'name: orders\ntype: Backend Service\nimage: { build: Dockerfile, port: 8080 }\nenvironments:\n  production: { image: { healthcheck: { command: [CMD, node, health.js] } } }\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Two services of Copilot, one without a check',
    files: {
      ...plain,
      'copilot/web/manifest.yml':
        'name: web\ntype: Load Balanced Web Service\nimage: { build: Dockerfile, port: 8080 }\n',
      'copilot/mail/manifest.yml':
        'name: mail\ntype: Worker Service\nimage: { build: Dockerfile }\n',
    },
    verdict: 'warn',
    reason: 'copilot/mail mail',
  },
  {
    title: 'A Scheduled Job of Copilot ends by itself',
    files: {
      ...plain,
      'copilot/report/manifest.yml':
        'name: report\ntype: Scheduled Job\nimage: { build: Dockerfile }\non: { schedule: "@daily" }\n',
    },
    verdict: 'not-applicable',
  },
  {
    title: 'compose as deploy target has a check of its own',
    files: {
      ...plain,
      'compose.yaml':
        'services:\n  web:\n    build: .\n    healthcheck: { test: node health.js }\n',
    },
    annotations: { 'container-lens/deploy-target': 'compose' },
    verdict: 'pass',
  },
  {
    title: 'compose as deploy target switches the check of the image off',
    files: {
      ...checked,
      'compose.yaml': 'services:\n  web:\n    build: .\n    healthcheck: { disable: true }\n',
    },
    annotations: { 'container-lens/deploy-target': 'swarm' },
    verdict: 'fail',
    reason: 'switches the health check off',
  },
  {
    title: 'compose as deploy target evaluates HEALTHCHECK of the image',
    files: { ...checked, 'compose.yaml': 'services: { web: { build: . } }\n' },
    annotations: { 'container-lens/deploy-target': 'compose' },
    verdict: 'pass',
  },
  {
    title: 'The production overlay of Kustomize adds the probe',
    files: {
      ...plain,
      'deploy/base/kustomization.yaml': 'resources: [web.yaml]\n',
      'deploy/base/web.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ name: web, image: a/b:1 }] } } }\n',
      'deploy/overlays/dev/kustomization.yaml': 'resources: [../../base]\n',
      'deploy/overlays/prod/kustomization.yaml': `resources: [../../base]
patches:
  - target: { kind: Deployment }
    patch: |-
      - op: add
        path: /spec/template/spec/containers/0/readinessProbe
        value: { httpGet: { path: /ready, port: 8080 } }
`,
    },
    verdict: 'pass',
    reason: 'Deployment/web web has a probe',
  },
  {
    title:
      'A base of Kustomize in another repository may bring a probe, or a container without one',
    files: {
      ...checked,
      'deploy/kustomization.yaml': 'resources: ["https://git.example.com/shop/base?ref=v1"]\n',
    },
    verdict: 'unknown',
    reason: 'is in another repository',
  },
  {
    title: 'A library image',
    files: plain,
    annotations: { 'container-lens/workload-type': 'library-image' },
    verdict: 'not-applicable',
  },
  {
    title: 'Neither descriptor nor image',
    files: { 'README.md': 'Only words.\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'A task definition with a health check',
    files: task([
      { name: 'app', image: 'x/a:1', healthCheck: { command: ['CMD', '/app', 'check'] } },
    ]),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A target group watches the service',
    files: {
      'infra/service.yaml':
        'Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions: [{ Name: app, Image: x/a:1 }]\n  Service:\n    Type: AWS::ECS::Service\n    Properties:\n      TaskDefinition: !Ref Task\n      LoadBalancers: [{ ContainerName: app, ContainerPort: 80, TargetGroupArn: !Ref Group }]\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Neither health check nor target group, and the image has no HEALTHCHECK',
    files: {
      Dockerfile: 'FROM node:22-slim\n',
      'infra/service.yaml':
        'Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions: [{ Name: app, Image: x/a:1 }]\n  Service:\n    Type: AWS::ECS::Service\n    Properties:\n      TaskDefinition: !Ref Task\n',
    },
    verdict: 'fail',
    reason: 'no target group watches it',
    at: 'infra/service.yaml:5',
  },
  {
    title: 'ECS does not evaluate HEALTHCHECK',
    files: {
      Dockerfile: 'FROM node:22-slim\nHEALTHCHECK CMD node check.js\n',
      ...task([{ name: 'app', image: 'x/a:1' }]),
    },
    verdict: 'warn',
  },
  {
    title: 'The health check of a task is switched off',
    files: {
      Dockerfile: 'FROM node:22-slim\n',
      ...task([{ name: 'app', image: 'x/a:1', healthCheck: { command: ['NONE'] } }]),
    },
    verdict: 'fail',
  },
  {
    title: 'A container that is not essential needs no health check',
    files: task([
      { name: 'app', image: 'x/a:1', healthCheck: { command: ['CMD', '/app', 'check'] } },
      { name: 'migrate', image: 'x/a:1', essential: false },
    ]),
    verdict: 'pass',
  },
  {
    title: 'Only some essential containers of a task have a health check',
    files: task([
      { name: 'app', image: 'x/a:1', healthCheck: { command: ['CMD', '/app', 'check'] } },
      { name: 'web', image: 'x/b:1' },
    ]),
    verdict: 'warn',
  },
  {
    title: 'A task whose image is built elsewhere, without health check',
    files: task([{ name: 'app', image: 'x/a:1' }]),
    verdict: 'unknown',
  },
  {
    title: 'A task that a schedule starts ends by itself',
    files: {
      'infra/job.yaml':
        'Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions: [{ Name: app, Image: x/a:1 }]\n  Nightly:\n    Type: AWS::Events::Rule\n    Properties: { Targets: [{ EcsParameters: { TaskDefinitionArn: !Ref Task } }] }\n',
    },
    verdict: 'not-applicable',
  },
  {
    title: 'A service of Terraform with a target group',
    files: {
      'infra/main.tf':
        'resource "aws_ecs_task_definition" "app" {\n  family = "orders"\n  container_definitions = jsonencode([{ name = "app", image = "x/a:1" }])\n}\n',
      'infra/service.tf':
        'resource "aws_ecs_service" "app" {\n  task_definition = aws_ecs_task_definition.app.arn\n  load_balancer {\n    target_group_arn = aws_lb_target_group.app.arn\n    container_name   = "app"\n    container_port   = 80\n  }\n}\nresource "aws_lb_target_group" "app" {}\n',
    },
    verdict: 'pass',
  },
  {
    title: 'The image of a Lambda function',
    files: {
      Dockerfile: 'FROM public.ecr.aws/lambda/python:3.13\nCMD ["app.handler"]\n',
      'template.yaml':
        'Transform: AWS::Serverless-2016-10-31\nResources:\n  Fn:\n    Type: AWS::Serverless::Function\n    Properties: { PackageType: Image }\n',
    },
    verdict: 'not-applicable',
    reason: 'function',
  },
  {
    title: 'A Lambda function beside a service',
    files: {
      Dockerfile: 'FROM node:22-slim\n',
      'template.yaml':
        'Resources:\n  Fn:\n    Type: AWS::Lambda::Function\n    Properties: { PackageType: Image }\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions: [{ Name: app, Image: x/a:1 }]\n',
    },
    verdict: 'fail',
  },
]);
