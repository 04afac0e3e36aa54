import { defineExamples } from '../checkExample';
import {
  chart,
  cloudFormation,
  copilot,
  manifest,
  taskDefinition,
  workflow,
} from '../deployedExamples';

const ecr = (region: string) => `111122223333.dkr.ecr.${region}.amazonaws.com/orders:1.4.2`;
const logs = (region: string) => ({
  logConfiguration: {
    logDriver: 'awslogs',
    options: { 'awslogs-group': '/ecs/orders', 'awslogs-region': region },
  },
});
const dublin = { 'container-lens/runtime-region': 'eu-west-1' };

export const examples = defineExamples('perf-registry-colocated', [
  {
    title: 'ECR in the Region of the annotation',
    files: manifest({ image: ecr('eu-west-1') }),
    annotations: dublin,
    verdict: 'pass',
    reason: 'runs in eu-west-1, where its image is',
    showInDocs: true,
  },
  {
    title: 'ECR in another Region',
    files: manifest({ image: ecr('us-east-1') }),
    annotations: dublin,
    verdict: 'fail',
    reason: 'takes its image from us-east-1',
    at: 'k8s/deployment.yaml:8',
    showInDocs: true,
  },
  {
    title: 'Only the tag of an image of the own Region comes from a parameter',
    files: cloudFormation({
      image: '!Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/orders:${Tag}"',
      parameters: 'Tag: { Type: String }',
    }),
    verdict: 'pass',
  },
  {
    title: 'Two Regions and one registry',
    files: manifest({ image: ecr('eu-west-1') }),
    annotations: { 'container-lens/runtime-region': 'eu-west-1, eu-central-1' },
    verdict: 'fail',
    reason: 'runs in eu-central-1',
  },
  {
    title: 'A registry without Region',
    files: manifest({ image: 'ghcr.io/example/orders:1.4.2' }),
    annotations: dublin,
    verdict: 'warn',
    reason: 'takes its image from ghcr.io',
  },
  {
    title: 'Docker Hub by its short name',
    files: manifest({ image: 'example/orders:1.4.2' }),
    annotations: dublin,
    verdict: 'warn',
    reason: 'docker.io',
  },
  {
    title: 'The host of a company',
    files: manifest(),
    annotations: dublin,
    verdict: 'unknown',
    reason: 'cannot be told',
  },
  {
    title: 'No Region is known',
    files: manifest({ image: ecr('eu-west-1') }),
    verdict: 'unknown',
    calibration: 1,
    reason: 'In which Region',
    showInDocs: true,
  },
  {
    title: 'A host that the pipeline fills in',
    files: manifest({ image: '${REGISTRY}/orders:1.4.2' }),
    annotations: dublin,
    verdict: 'unknown',
  },
  {
    title: 'A tag that the pipeline fills in leaves the host known',
    files: manifest({ image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:${TAG}' }),
    annotations: dublin,
    verdict: 'pass',
  },
  {
    title: 'A Region that a queue of the workload names',
    files: manifest({
      image: ecr('eu-west-1'),
      container: 'env: [{ name: QUEUE, value: "arn:aws:sqs:eu-west-1:111122223333:orders" }]',
    }),
    verdict: 'pass',
  },
  {
    title: 'A chart with the host of the Region in its values',
    files: chart({
      'values.yaml':
        'image: { repository: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders, tag: "" }\n',
    }),
    annotations: dublin,
    verdict: 'pass',
  },
  {
    title: 'The Region of the cluster that the pipeline deploys to',
    files: {
      ...manifest({ image: ecr('us-east-1') }),
      ...workflow(
        '- run: aws eks update-kubeconfig --name main --region eu-west-1\n- run: kubectl apply -f k8s/',
      ),
    },
    verdict: 'fail',
  },
  {
    title: 'awslogs-region is the Region of the task',
    files: taskDefinition(logs('eu-west-1')),
    verdict: 'pass',
  },
  {
    title: 'awslogs-region of another Region',
    files: taskDefinition(logs('eu-central-1')),
    verdict: 'fail',
    at: 'deploy/task-definition.json',
  },
  {
    title: 'The Region of the stack in host and workload',
    files: cloudFormation({
      image: '!Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/orders:1.4.2"',
    }),
    verdict: 'pass',
  },
  { title: 'Copilot builds into the Region it deploys to', files: copilot(), verdict: 'pass' },
  { title: 'No descriptor', files: { Dockerfile: 'FROM scratch\n' }, verdict: 'unknown' },
  {
    title: 'A base image runs nowhere',
    files: { Dockerfile: 'FROM scratch\n' },
    annotations: { 'container-lens/workload-type': 'base-image' },
    verdict: 'not-applicable',
  },
  {
    title: 'Terraform fills in the tag behind a host that is written',
    files: {
      'main.tf': `variable "tag" { type = string }
resource "aws_ecs_task_definition" "orders" {
  family = "orders"
  container_definitions = jsonencode([{
    name  = "orders"
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:\${var.tag}"
  }])
}
`,
    },
    annotations: dublin,
    verdict: 'pass',
  },
]);
