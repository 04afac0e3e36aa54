import { defineExamples } from '../checkExample';
import {
  chart,
  cloudFormation,
  copilot,
  imageValues,
  manifest,
  taskDefinition,
  terraform,
  workflow,
} from '../deployedExamples';

const dockerfile = { Dockerfile: 'FROM node:22-slim\n' };
const base = {
  'deploy/base/kustomization.yaml': 'resources: [deployment.yaml]\n',
  ...manifest({ path: 'deploy/base/deployment.yaml' }),
};

export const examples = defineExamples('ops-deploy-package-present', [
  {
    title: 'A chart with values for production',
    files: chart({ 'values.yaml': imageValues, 'values-prod.yaml': 'replicas: 3\n' }),
    verdict: 'pass',
    reason: 'chart/Chart.yaml',
    showInDocs: true,
  },
  {
    title: 'A chart without values per environment',
    files: chart({ 'values.yaml': imageValues }),
    verdict: 'warn',
    reason: 'no settings per environment',
    at: 'chart/Chart.yaml',
    showInDocs: true,
  },
  {
    title: 'values-local.yaml is no environment',
    files: chart({ 'values.yaml': imageValues, 'values-local.yaml': 'replicas: 1\n' }),
    verdict: 'warn',
  },
  {
    title: 'Values of environments beside the chart',
    files: {
      ...chart({ 'values.yaml': imageValues }),
      'environments/production/values.yaml': 'replicas: 3\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Values that the pipeline sets for each environment',
    files: {
      ...chart({ 'values.yaml': imageValues }),
      ...workflow(
        '- run: helm upgrade --install orders chart --set replicas=3 --set image.tag=$GITHUB_SHA',
      ),
    },
    verdict: 'pass',
  },
  {
    title: 'Values that Argo CD gives the chart',
    files: {
      ...chart({ 'values.yaml': imageValues }),
      'argocd/prod.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: orders }\nspec:\n  source:\n    path: chart\n    helm:\n      parameters: [{ name: replicas, value: "3" }]\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A Kustomize base with an overlay',
    files: {
      ...base,
      'deploy/overlays/prod/kustomization.yaml': 'resources: [../../base]\n',
    },
    verdict: 'pass',
    reason: 'overlay',
  },
  { title: 'A Kustomize base alone', files: base, verdict: 'warn' },
  {
    title: 'Plain manifests',
    files: manifest(),
    verdict: 'warn',
    reason: 'deployed as it is',
    at: 'k8s/deployment.yaml',
  },
  { title: 'A task definition without packaging', files: taskDefinition(), verdict: 'warn' },
  {
    title: 'CloudFormation with parameters',
    files: cloudFormation({ parameters: 'Environment: { Type: String }' }),
    verdict: 'pass',
  },
  { title: 'CloudFormation without parameters', files: cloudFormation(), verdict: 'warn' },
  {
    title: 'Terraform with variables',
    files: { ...terraform(), 'infra/variables.tf': 'variable "environment" {}\n' },
    verdict: 'pass',
  },
  { title: 'Terraform without variables', files: terraform(), verdict: 'warn' },
  {
    title: 'A CDK app that is not synthesised',
    files: {
      'infra/cdk.json': '{ "app": "npx ts-node bin/app.ts" }\n',
      'infra/package.json': '{ "dependencies": { "aws-cdk-lib": "^2.200.0" } }\n',
    },
    verdict: 'unknown',
    reason: 'when it is synthesised',
  },
  {
    title: 'A Copilot manifest',
    files: copilot(),
    verdict: 'pass',
    reason: 'deprecated-tooling',
  },
  {
    title: 'A Swarm stack',
    files: {
      'stack.yaml':
        'services:\n  app:\n    image: registry.example.com/orders:1.4.2\n    deploy:\n      replicas: 2\n',
    },
    annotations: { 'container-lens/deploy-target': 'swarm' },
    verdict: 'pass',
  },
  {
    title: 'A pipeline that only runs commands',
    files: {
      ...dockerfile,
      ...workflow('- run: kubectl run orders --image=registry.example.com/shop/orders:$GITHUB_SHA'),
    },
    verdict: 'fail',
    reason: 'by commands alone',
    at: '.github/workflows/deploy.yaml',
    showInDocs: true,
  },
  {
    title: 'A task of ECS with overrides alone',
    files: {
      ...dockerfile,
      ...workflow(
        '- run: aws ecs run-task --cluster main --task-definition base --overrides file://overrides.json',
      ),
    },
    verdict: 'fail',
  },
  { title: 'Neither descriptor nor delivery', files: dockerfile, verdict: 'unknown' },
  {
    title: 'Delivery is declared to live elsewhere',
    files: dockerfile,
    annotations: { 'container-lens/delivery': 'https://git.example.com/delivery' },
    verdict: 'unknown',
    reason: 'declared to live at',
  },
  {
    title: 'A chart in the repository of another team, deployed by the pipeline',
    files: {
      ...dockerfile,
      ...workflow('- run: helm upgrade --install orders oci://registry.example.com/charts/service'),
    },
    verdict: 'unknown',
    reason: 'does not describe',
  },
  {
    title: 'A function',
    files: dockerfile,
    annotations: { 'container-lens/workload-type': 'function' },
    verdict: 'not-applicable',
  },
]);
