import { defineExamples } from '../checkExample';
import { cloudFormation, copilot, manifest, taskDefinition, terraform } from '../deployedExamples';

const account = (more: string) => ({
  'k8s/account.yaml': `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: orders\n${more}`,
});
const role =
  '  annotations: { eks.amazonaws.com/role-arn: "arn:aws:iam::111122223333:role/orders" }\n';
const own = manifest({ pod: 'serviceAccountName: orders' });
const sdk = { 'package.json': '{ "dependencies": { "@aws-sdk/client-s3": "^3.900.0" } }\n' };
const noSdk = { 'package.json': '{ "dependencies": { "fastify": "^5.0.0" } }\n' };
const task = 'arn:aws:iam::111122223333:role/orders-task';
const execution = 'arn:aws:iam::111122223333:role/orders-execution';

export const examples = defineExamples('sec-runtime-workload-identity', [
  {
    title: 'A service account with the role of IRSA',
    files: { ...own, ...account(role), ...sdk },
    verdict: 'pass',
    reason: 'has the role of its service account',
    showInDocs: true,
  },
  {
    title: 'A Pod Identity association in the same repository',
    files: {
      ...own,
      ...account(''),
      ...sdk,
      'infra/identity.yaml':
        'Resources:\n  Identity:\n    Type: AWS::EKS::PodIdentityAssociation\n    Properties:\n      ClusterName: main\n      Namespace: default\n      ServiceAccount: orders\n      RoleArn: arn:aws:iam::111122223333:role/orders\n',
    },
    verdict: 'pass',
  },
  {
    title: 'Its own service account without token, and no AWS SDK',
    files: { ...own, ...account('automountServiceAccountToken: false\n'), ...noSdk },
    verdict: 'pass',
    reason: 'calls no AWS',
  },
  {
    title: 'Its own service account with a token of the cluster',
    files: { ...own, ...account(''), ...noSdk },
    verdict: 'warn',
    reason: 'automountServiceAccountToken',
    at: 'k8s/deployment.yaml',
    showInDocs: true,
  },
  {
    title: 'Its own service account without token and role, and an AWS SDK',
    files: { ...own, ...account('automountServiceAccountToken: false\n'), ...sdk },
    verdict: 'warn',
    reason: 'has no role',
  },
  {
    title: 'The default service account with an AWS SDK',
    files: { ...manifest(), ...sdk },
    verdict: 'fail',
    reason: '@aws-sdk/client-s3',
    at: 'k8s/deployment.yaml',
    showInDocs: true,
  },
  {
    title: 'The default service account by name with boto3',
    files: {
      ...manifest({ pod: 'serviceAccountName: default' }),
      'requirements.txt': 'boto3==1.40.0\n',
    },
    verdict: 'fail',
  },
  {
    title: 'The default service account without an AWS SDK',
    files: { ...manifest(), ...noSdk },
    verdict: 'warn',
  },
  {
    title: 'A fixed key as literal',
    files: {
      ...manifest({
        pod: 'serviceAccountName: orders',
        container: 'env: [{ name: AWS_ACCESS_KEY_ID, value: some-key }]',
      }),
      ...account(role),
    },
    verdict: 'fail',
    reason: 'AWS_ACCESS_KEY_ID',
  },
  {
    title: 'A fixed key from a secret',
    files: {
      ...manifest({
        pod: 'serviceAccountName: orders',
        container:
          'env: [{ name: AWS_SECRET_ACCESS_KEY, valueFrom: { secretKeyRef: { name: aws, key: secret } } }]',
      }),
      ...account(role),
    },
    verdict: 'fail',
  },
  {
    title: 'A dependency manifest that cannot be read',
    files: { ...own, ...account('automountServiceAccountToken: false\n'), 'package.json': '{' },
    verdict: 'unknown',
  },
  {
    title: 'A service account that the pipeline fills in',
    files: { ...manifest({ pod: 'serviceAccountName: "${ACCOUNT}"' }), ...sdk },
    verdict: 'unknown',
  },
  {
    title: 'A task role of its own',
    files: { ...taskDefinition({}, { taskRoleArn: task, executionRoleArn: execution }), ...sdk },
    verdict: 'pass',
  },
  {
    title: 'One role to start tasks and to run the code',
    files: { ...taskDefinition({}, { taskRoleArn: task, executionRoleArn: task }), ...sdk },
    verdict: 'fail',
    at: 'deploy/task-definition.json',
  },
  {
    title: 'No task role with an AWS SDK',
    files: { ...taskDefinition({}, { executionRoleArn: execution }), ...sdk },
    verdict: 'warn',
  },
  {
    title: 'No task role and no AWS SDK',
    files: { ...taskDefinition({}, { executionRoleArn: execution }), ...noSdk },
    verdict: 'pass',
  },
  {
    title: 'Two roles of CloudFormation',
    files: cloudFormation({
      task: 'TaskRoleArn: !GetAtt TaskRole.Arn\nExecutionRoleArn: !GetAtt ExecutionRole.Arn',
      resources: 'TaskRole: { Type: "AWS::IAM::Role" }\nExecutionRole: { Type: "AWS::IAM::Role" }',
    }),
    verdict: 'pass',
  },
  {
    title: 'One role of CloudFormation for both',
    files: cloudFormation({
      task: 'TaskRoleArn: !GetAtt Role.Arn\nExecutionRoleArn: !GetAtt Role.Arn',
      resources: 'Role: { Type: "AWS::IAM::Role" }',
    }),
    verdict: 'fail',
  },
  {
    title: 'One role of Terraform for both',
    files: terraform({
      task: '  task_role_arn = aws_iam_role.orders.arn\n  execution_role_arn = aws_iam_role.orders.arn',
      more: 'resource "aws_iam_role" "orders" {\n  name = "orders"\n}\n',
    }),
    verdict: 'fail',
  },
  { title: 'Copilot creates a task role', files: { ...copilot(), ...sdk }, verdict: 'pass' },
  {
    title: 'A fixed key in Copilot',
    files: copilot('secrets:\n  AWS_SECRET_ACCESS_KEY: /orders/aws\n'),
    verdict: 'fail',
  },
  { title: 'No descriptor', files: sdk, verdict: 'not-applicable' },
]);
