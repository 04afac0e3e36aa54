import { defineExamples } from '../checkExample';
import {
  chart,
  cloudFormation,
  copilot,
  imageValues,
  manifest,
  taskDefinition,
  terraform,
} from '../deployedExamples';

const env = (entry: string) => manifest({ container: `env: [${entry}]` });
const secret = (data: string) => ({
  ...manifest(),
  'k8s/secret.yaml': `apiVersion: v1\nkind: Secret\nmetadata: { name: orders }\n${data}\n`,
});
const literal = '{ name: DB_PASSWORD, value: not-for-you }';

export const examples = defineExamples('sec-runtime-secrets-external', [
  {
    title: 'A password by reference',
    files: env(
      '{ name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: orders, key: password } } }',
    ),
    verdict: 'pass',
    reason: 'by reference',
    showInDocs: true,
  },
  { title: 'No secret at all', files: env('{ name: LOG_LEVEL, value: info }'), verdict: 'pass' },
  {
    title: 'A password as literal',
    files: env(literal),
    verdict: 'fail',
    reason: /^DB_PASSWORD of Deployment\/orders app is a secret, written in the descriptor\.$/,
    at: 'k8s/deployment.yaml:10',
    showInDocs: true,
  },
  { title: 'A placeholder', files: env('{ name: DB_PASSWORD, value: changeme }'), verdict: 'pass' },
  {
    title: 'The path of a secret is none',
    files: env('{ name: DB_PASSWORD_FILE, value: /run/secrets/db }'),
    verdict: 'pass',
  },
  {
    title: 'A database URL with a password',
    files: env('{ name: DATABASE_URL, value: "postgres://orders:not-for-you@db:5432/orders" }'),
    verdict: 'fail',
    reason: 'a URL with a password',
  },
  {
    title: 'A reference to a vault that the program follows',
    files: env('{ name: DB_PASSWORD, value: "vault:secret/data/orders#password" }'),
    verdict: 'pass',
  },
  {
    title: 'A password that the pipeline fills in',
    files: env('{ name: DB_PASSWORD, value: "${DB_PASSWORD}" }'),
    verdict: 'unknown',
    reason: 'is filled in later',
  },
  {
    title: 'A Secret with literal data',
    files: secret('stringData: { password: not-for-you }'),
    verdict: 'fail',
    reason: 'Secret/orders holds password unencrypted',
    at: 'k8s/secret.yaml',
    showInDocs: true,
  },
  {
    title: 'A Secret in base64 is not encrypted',
    files: secret('data: { password: bm90LWZvci15b3U= }'),
    verdict: 'fail',
    calibration: 1,
  },
  {
    title: 'A Secret with a placeholder',
    files: secret('stringData: { password: changeme }'),
    verdict: 'pass',
  },
  {
    title: 'A Secret that the pipeline fills in',
    files: secret('stringData: { password: "${DB_PASSWORD}" }'),
    verdict: 'unknown',
  },
  {
    title: 'A Secret encrypted by SOPS',
    files: secret(
      'stringData: { password: "ENC[AES256_GCM,data:abc,iv:def,tag:ghi,type:str]" }\nsops: { version: 3.10.0 }',
    ),
    verdict: 'warn',
    reason: 'is encrypted in the repository',
  },
  {
    title: 'A SealedSecret',
    files: {
      ...manifest(),
      'k8s/sealed.yaml':
        'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: orders }\nspec: { encryptedData: { password: AgBy3i4OJSWK } }\n',
    },
    verdict: 'warn',
  },
  {
    title: 'An ExternalSecret',
    files: {
      ...manifest({ container: 'envFrom: [{ secretRef: { name: orders } }]' }),
      'k8s/external.yaml':
        'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: orders }\nspec:\n  secretStoreRef: { name: aws, kind: ClusterSecretStore }\n  data: [{ secretKey: password, remoteRef: { key: orders/db } }]\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A generator of Kustomize with a literal',
    files: {
      ...manifest(),
      'k8s/kustomization.yaml':
        'resources: [deployment.yaml]\nsecretGenerator: [{ name: orders, literals: ["password=not-for-you"] }]\n',
    },
    verdict: 'fail',
  },
  {
    title: 'A password of a subchart for local work',
    files: chart({
      'values.yaml': imageValues,
      'values-dev.yaml': 'postgresql:\n  auth:\n    password: not-for-you\n',
    }),
    verdict: 'warn',
    reason: 'password in chart/values-dev.yaml',
  },
  {
    title: 'A password of a subchart in the default values',
    files: chart({
      'values.yaml': `${imageValues}postgresql:\n  auth:\n    password: not-for-you\n`,
    }),
    verdict: 'fail',
    at: 'chart/values.yaml:4',
  },
  {
    title: 'Values that name a Secret and its key',
    files: chart({
      'values.yaml': `${imageValues}auth: { existingSecret: orders, secret: orders, key: password }\n`,
    }),
    verdict: 'pass',
  },
  {
    title: 'Values encrypted by SOPS',
    files: chart({
      'values.yaml': imageValues,
      'values-prod.yaml':
        'dbPassword: ENC[AES256_GCM,data:abc,iv:def,tag:ghi,type:str]\nsops:\n  version: 3.10.0\n',
    }),
    verdict: 'warn',
  },
  {
    title: 'A literal of a database beside the service in a chart',
    files: chart(
      { 'values.yaml': imageValues },
      {
        templates: {
          'database.yaml':
            'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db }\nspec:\n  template:\n    spec:\n      containers:\n        - name: db\n          image: postgres:17\n          env: [{ name: POSTGRES_PASSWORD, value: not-for-you }]\n',
        },
      },
    ),
    verdict: 'fail',
    reason: 'POSTGRES_PASSWORD of StatefulSet/db',
    at: 'chart/templates/database.yaml',
  },
  {
    title: 'secrets of a task definition',
    files: taskDefinition({
      secrets: [
        {
          name: 'DB_PASSWORD',
          valueFrom: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders',
        },
      ],
    }),
    verdict: 'pass',
  },
  {
    title: 'A literal in a task definition',
    files: taskDefinition({ environment: [{ name: 'DB_PASSWORD', value: 'not-for-you' }] }),
    verdict: 'fail',
    at: 'deploy/task-definition.json',
  },
  {
    title: 'A literal in CloudFormation',
    files: cloudFormation({ container: 'Environment: [{ Name: API_TOKEN, Value: not-for-you }]' }),
    verdict: 'fail',
  },
  {
    title: 'Secrets of Terraform',
    files: terraform({
      container: { secrets: [{ name: 'DB_PASSWORD', valueFrom: '/orders/db' }] },
    }),
    verdict: 'pass',
  },
  {
    title: 'Secrets of Copilot',
    files: copilot('secrets:\n  DB_PASSWORD: /copilot/orders/db\n'),
    verdict: 'pass',
  },
  {
    title: 'A literal in Copilot',
    files: copilot('variables:\n  DB_PASSWORD: not-for-you\n'),
    verdict: 'fail',
  },
  {
    title: 'A literal in a compose file that is deployed',
    files: {
      'compose.yaml':
        'services:\n  app:\n    image: registry.example.com/orders:1.4.2\n    environment: { DB_PASSWORD: not-for-you }\n',
    },
    annotations: { 'container-lens/deploy-target': 'compose' },
    verdict: 'fail',
  },
  { title: 'No descriptor', files: { Dockerfile: 'FROM scratch\n' }, verdict: 'not-applicable' },
  {
    title: 'A known agent beside the service has a literal key',
    files: {
      'deploy/task-definition.json': JSON.stringify({
        family: 'orders',
        containerDefinitions: [
          { name: 'app', image: 'registry.example.com/orders:1.4.2' },
          {
            name: 'datadog-agent',
            image: 'public.ecr.aws/datadog/agent:7.50.0',
            environment: [{ name: 'DD_API_KEY', value: '0f8fad5bd9cb469f' }],
          },
        ],
      }),
    },
    verdict: 'fail',
    reason: 'DD_API_KEY of datadog-agent',
  },
  {
    title: 'A sidecar of Copilot, and the environment for tests, have literals',
    files: {
      'copilot/orders/manifest.yml':
        'name: orders\ntype: Backend Service\nimage:\n  build: Dockerfile\nsidecars:\n  agent:\n    image: registry.example.com/agent:1.0.0\n    variables:\n      API_KEY: 0f8fad5bd9cb469f\nenvironments:\n  test:\n    variables:\n      DB_PASSWORD: hunter2x\n',
    },
    verdict: 'fail',
    at: 'copilot/orders/manifest.yml:9',
  },
  {
    title: 'A stack takes its variables from a tracked file whose text is not read',
    files: {
      'stack.yml':
        'services:\n  orders:\n    image: registry.example.com/orders:1.4.2\n    env_file: orders.env\n',
      'orders.env': 'DB_PASSWORD=hunter2x\n',
    },
    annotations: { 'container-lens/deploy-target': 'swarm' },
    verdict: 'unknown',
  },
  {
    title: 'A function of an image with a password in its template',
    files: {
      'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Thumbnail:
    Type: AWS::Serverless::Function
    Properties:
      PackageType: Image
      Environment:
        Variables:
          DB_PASSWORD: s3cr3t-thumbnail
`,
    },
    verdict: 'fail',
    at: 'template.yaml:9',
  },
  {
    title: 'A password for all functions of a template',
    files: {
      'template.yaml': `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Environment:
      Variables:
        DB_PASSWORD: s3cr3t-thumbnail
Resources:
  Thumbnail:
    Type: AWS::Serverless::Function
    Properties:
      PackageType: Image
      Environment:
        Variables:
          LOG_LEVEL: info
`,
    },
    verdict: 'fail',
  },
  {
    title: 'A function of an image that reads its password from a store',
    files: {
      'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Thumbnail:
    Type: AWS::Serverless::Function
    Properties:
      PackageType: Image
      Environment:
        Variables:
          DB_PASSWORD: '{{resolve:secretsmanager:thumbnail:SecretString:password}}'
`,
    },
    verdict: 'pass',
  },
  {
    title: 'Variables of a function that a dynamic block makes',
    files: {
      'infra/main.tf': `resource "aws_lambda_function" "f" {
  function_name = "orders"
  package_type  = "Image"
  image_uri     = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/orders:1.2.3"
  dynamic "environment" {
    for_each = [1]
    content {
      variables = { DB_PASSWORD = "kQ8-vT3xw9Lm" }
    }
  }
}
`,
    },
    verdict: 'fail',
  },
  {
    title: 'Variables of a function that nobody knows before it is deployed',
    files: {
      'infra/main.tf': `resource "aws_lambda_function" "f" {
  function_name = "orders"
  package_type  = "Image"
  image_uri     = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/orders:1.2.3"
  dynamic "environment" {
    for_each = var.variables
    content {
      variables = { DB_PASSWORD = "kQ8-vT3xw9Lm" }
    }
  }
}
`,
    },
    verdict: 'unknown',
  },
]);
