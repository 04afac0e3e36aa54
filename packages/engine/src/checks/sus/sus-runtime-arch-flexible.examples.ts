import { defineExamples } from '../checkExample';
import { cloudFormation, copilot, manifest, taskDefinition, terraform } from '../deployedExamples';

const image = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:1.4.2';
const pod = (text: string) => manifest({ image, pod: text });
const affinity = (kind: 'required' | 'preferred', key: string, values: string) =>
  pod(
    kind === 'required'
      ? `affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: ${key}, operator: In, values: [${values}] }] }] } } }`
      : `affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchExpressions: [{ key: ${key}, operator: In, values: [${values}] }] } }] } }`,
  );

export const examples = defineExamples('sus-runtime-arch-flexible', [
  { title: 'No rule', files: manifest({ image }), verdict: 'pass', showInDocs: true },
  {
    title: 'A node selector with one instance type',
    files: pod('nodeSelector: { node.kubernetes.io/instance-type: m5.large }'),
    verdict: 'fail',
    reason: 'only runs on m5.large',
    at: 'k8s/deployment.yaml',
    showInDocs: true,
  },
  {
    title: 'A required instance family',
    files: affinity('required', 'karpenter.k8s.aws/instance-family', 'm7g'),
    verdict: 'fail',
  },
  {
    title: 'A preferred instance type',
    files: affinity('preferred', 'node.kubernetes.io/instance-type', 'm7g.large'),
    verdict: 'warn',
    reason: 'prefers m7g.large',
    showInDocs: true,
  },
  {
    title: 'Several required instance types',
    files: affinity('required', 'node.kubernetes.io/instance-type', 'm7g.large, m6g.large'),
    verdict: 'warn',
  },
  {
    title: 'Only amd64',
    files: pod('nodeSelector: { kubernetes.io/arch: amd64 }'),
    verdict: 'warn',
  },
  {
    title: 'Both architectures',
    files: affinity('required', 'kubernetes.io/arch', 'amd64, arm64'),
    verdict: 'pass',
  },
  {
    title: 'Only arm64',
    files: pod('nodeSelector: { kubernetes.io/arch: arm64 }'),
    verdict: 'pass',
  },
  {
    title: 'A node selector for a zone',
    files: pod('nodeSelector: { topology.kubernetes.io/zone: eu-west-1a }'),
    verdict: 'pass',
  },
  {
    title: 'An instance type that the pipeline fills in',
    files: pod('nodeSelector: { node.kubernetes.io/instance-type: "${TYPE}" }'),
    verdict: 'unknown',
  },
  {
    title: 'Nothing shows that it runs in AWS',
    files: manifest({ pod: 'nodeSelector: { node.kubernetes.io/instance-type: m5.large }' }),
    verdict: 'not-applicable',
  },
  {
    title: 'Bound to its hardware by declaration',
    files: pod('nodeSelector: { node.kubernetes.io/instance-type: g5.xlarge }'),
    annotations: { 'container-lens/hardware-bound': 'gpu' },
    verdict: 'not-applicable',
  },
  { title: 'Fargate', files: taskDefinition(), verdict: 'pass' },
  {
    title: 'A task that says nothing of what it runs on',
    files: taskDefinition({}, { requiresCompatibilities: undefined }),
    verdict: 'unknown',
  },
  {
    title: 'A placement constraint on the instance type',
    files: cloudFormation({
      launch: 'EC2',
      service:
        'LaunchType: EC2\nPlacementConstraints: [{ Type: memberOf, Expression: "attribute:ecs.instance-type == m5.large" }]',
    }),
    verdict: 'fail',
    at: 'infra/service.yaml',
  },
  {
    title: 'A capacity provider',
    files: cloudFormation({
      launch: 'EC2',
      service: 'CapacityProviderStrategy: [{ CapacityProvider: fleet, Weight: 1 }]',
    }),
    verdict: 'pass',
  },
  {
    title: 'EC2 without a capacity provider',
    files: cloudFormation({ launch: 'EC2', service: 'LaunchType: EC2' }),
    verdict: 'warn',
    reason: 'without a capacity provider',
  },
  {
    title: 'Terraform on Fargate',
    files: terraform({ service: 'launch_type = "FARGATE"' }),
    verdict: 'pass',
  },
  { title: 'Copilot', files: copilot(), verdict: 'pass' },
]);
