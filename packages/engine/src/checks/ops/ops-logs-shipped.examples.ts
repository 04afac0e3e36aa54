import { defineExamples } from '../checkExample';
import { cloudFormation, copilot, manifest, taskDefinition, terraform } from '../deployedExamples';

const awslogs = {
  logDriver: 'awslogs',
  options: {
    'awslogs-group': '/ecs/orders',
    'awslogs-region': 'eu-west-1',
    'awslogs-stream-prefix': 'app',
  },
};
const attested = (answer: string, until: string) => ({
  '.container-lens.yaml': `attestations:
  - check: ops-logs-shipped
    answer: ${answer}
    statement: Fluent Bit runs in the cluster
    evidence_url: https://example.com/fluent-bit
    attested_by: user:default/ada
    attested_at: 2026-11-01
    expires_at: ${until}
`,
});
const logConfiguration = `LogConfiguration:
  LogDriver: awslogs
  Options: { awslogs-group: !Ref Logs, awslogs-region: !Ref AWS::Region, awslogs-stream-prefix: app }`;

export const examples = defineExamples('ops-logs-shipped', [
  {
    title: 'A task definition with awslogs',
    files: taskDefinition({ logConfiguration: awslogs }),
    verdict: 'pass',
    reason: 'sends its output to awslogs',
    showInDocs: true,
  },
  {
    title: 'A task definition with FireLens',
    files: taskDefinition({ logConfiguration: { logDriver: 'awsfirelens' } }),
    verdict: 'pass',
  },
  {
    title: 'A task definition without logConfiguration',
    files: taskDefinition(),
    verdict: 'fail',
    reason: 'its output is lost',
    at: 'deploy/task-definition.json',
    showInDocs: true,
  },
  {
    title: 'A task definition with json-file',
    files: taskDefinition({ logConfiguration: { logDriver: 'json-file' } }),
    verdict: 'fail',
  },
  {
    title: 'CloudFormation that creates the log group without retention',
    files: cloudFormation({
      container: logConfiguration,
      resources: 'Logs:\n  Type: AWS::Logs::LogGroup\n  Properties: { LogGroupName: /ecs/orders }',
    }),
    verdict: 'warn',
    reason: 'keeps its logs for ever',
    at: 'infra/service.yaml',
  },
  {
    title: 'CloudFormation with retention',
    files: cloudFormation({
      container: logConfiguration,
      resources:
        'Logs:\n  Type: AWS::Logs::LogGroup\n  Properties: { LogGroupName: /ecs/orders, RetentionInDays: 30 }',
    }),
    verdict: 'pass',
  },
  {
    title: 'CloudFormation without log configuration',
    files: cloudFormation(),
    verdict: 'fail',
  },
  {
    title: 'Terraform with retention',
    files: terraform({
      container: { logConfiguration: awslogs },
      more: 'resource "aws_cloudwatch_log_group" "orders" {\n  name              = "/ecs/orders"\n  retention_in_days = 30\n}\n',
    }),
    verdict: 'pass',
  },
  {
    title: 'Terraform without retention',
    files: terraform({
      container: { logConfiguration: awslogs },
      more: 'resource "aws_cloudwatch_log_group" "orders" {\n  name = "/ecs/orders"\n}\n',
    }),
    verdict: 'warn',
  },
  { title: 'Copilot wires awslogs itself', files: copilot(), verdict: 'pass' },
  {
    title: 'Kubernetes without any evidence',
    files: manifest(),
    verdict: 'unknown',
    reason: 'Nobody has attested',
    showInDocs: true,
  },
  {
    title: 'A log sidecar in the pod',
    files: manifest({
      container: `resources: {}
`,
      pod: 'initContainers: [{ name: logs, image: "fluent/fluent-bit:4.0", restartPolicy: Always }]',
    }),
    verdict: 'pass',
  },
  {
    title: 'Fluent Bit as DaemonSet in the same manifests',
    files: {
      ...manifest(),
      ...manifest({
        kind: 'DaemonSet',
        name: 'fluent-bit',
        image: 'fluent/fluent-bit:4.0',
        path: 'k8s/fluent-bit.yaml',
      }),
    },
    verdict: 'pass',
  },
  {
    title: 'The add-on of CloudWatch in the same repository',
    files: {
      ...manifest(),
      'infra/cluster.yaml':
        'Resources:\n  Logs:\n    Type: AWS::EKS::Addon\n    Properties: { ClusterName: main, AddonName: amazon-cloudwatch-observability }\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Kubernetes with an attestation',
    files: { ...manifest(), ...attested('yes', '2027-04-01') },
    verdict: 'pass',
  },
  {
    title: 'An attestation in its last days',
    files: { ...manifest(), ...attested('yes', '2026-12-01') },
    verdict: 'warn',
  },
  {
    title: 'An attestation that says no',
    files: { ...manifest(), ...attested('no', '2027-04-01') },
    verdict: 'fail',
  },
  {
    title: 'An expired attestation',
    files: { ...manifest(), ...attested('yes', '2026-11-20') },
    verdict: 'unknown',
  },
  { title: 'No descriptor', files: { Dockerfile: 'FROM scratch\n' }, verdict: 'not-applicable' },
  {
    title: 'The organisation says that its clusters collect the output',
    files: manifest(),
    organisation: { kubernetesLogsCollected: true },
    verdict: 'pass',
    reason: 'The organisation says',
  },
  {
    title: 'An attestation that denies it outranks the organisation',
    files: { ...manifest(), ...attested('no', '2027-03-01') },
    organisation: { kubernetesLogsCollected: true },
    verdict: 'fail',
  },
  {
    title: 'What the organisation says of clusters means nothing to ECS',
    files: taskDefinition({}),
    organisation: { kubernetesLogsCollected: true },
    verdict: 'fail',
  },
]);
