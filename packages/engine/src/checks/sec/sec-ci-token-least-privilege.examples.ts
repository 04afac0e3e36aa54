import { defineExamples } from '../checkExample';

const path = '.github/workflows/ci.yml';
const build = `    runs-on: ubuntu-24.04\n    steps:\n      - run: docker build -t app . && docker push app\n`;
const lint = `    runs-on: ubuntu-24.04\n    steps:\n      - run: make lint\n`;

function workflow(top: string, image = '', other = ''): Record<string, string> {
  return {
    Dockerfile: 'FROM scratch\n',
    [path]: `on: push\n${top}jobs:\n  image:\n${image}${build}  lint:\n${other}${lint}`,
  };
}

function role(policy: string): Record<string, string> {
  return {
    'infra/pipeline.yaml': `Resources:\n  BuildRole:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement:\n          - Effect: Allow\n            Principal: { Service: codebuild.amazonaws.com }\n            Action: sts:AssumeRole\n${policy}`,
  };
}

const statement = (action: string, resource: string) =>
  `      Policies:\n        - PolicyName: push\n          PolicyDocument:\n            Statement:\n              - Effect: Allow\n                Action: ${action}\n                Resource: ${resource}\n`;

const buildRole = `resource "aws_iam_role" "build" {
  name = "build"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }]
  })
}
`;

function terraformRole(allowed: string) {
  const policy = `resource "aws_iam_role_policy" "build" {
  role   = aws_iam_role.build.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", ${allowed} }] })
}
`;
  return { 'infra/role.tf': `${buildRole}${policy}` };
}

export const examples = defineExamples('sec-ci-token-least-privilege', [
  {
    title: 'Read by default, wider for one job',
    files: workflow(
      'permissions:\n  contents: read\n',
      '    permissions:\n      contents: read\n      packages: write\n      id-token: write\n',
    ),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'No permissions at all',
    files: workflow(''),
    verdict: 'fail',
    reason: 'no permissions are set',
    at: path,
    showInDocs: true,
  },
  {
    title: 'One job of the workflow has none',
    files: workflow('', '    permissions:\n      packages: write\n'),
    verdict: 'fail',
    reason: 'lint',
  },
  {
    title: 'write-all',
    files: workflow('permissions: write-all\n'),
    verdict: 'fail',
    reason: 'write-all',
  },
  {
    title: 'The build may write contents',
    files: workflow('permissions:\n  contents: write\n  packages: write\n'),
    verdict: 'warn',
    reason: 'contents',
    showInDocs: true,
  },
  {
    title: 'Another job may write contents',
    files: workflow('permissions: {}\n', '', '    permissions:\n      contents: write\n'),
    verdict: 'pass',
  },
  {
    title: 'An empty map is an explicit nothing',
    files: workflow('permissions: {}\n'),
    verdict: 'pass',
  },
  { title: 'read-all is explicit', files: workflow('permissions: read-all\n'), verdict: 'pass' },
  {
    title: 'A workflow without an image build is not looked at',
    files: {
      ...workflow('permissions: {}\n'),
      '.github/workflows/docs.yml': `on: push\njobs:\n  docs:\n${lint}`,
    },
    verdict: 'pass',
  },
  {
    title: 'A called workflow gets what its caller has',
    files: {
      [path]:
        'on: push\njobs:\n  image:\n    permissions:\n      packages: write\n    uses: ./.github/workflows/image.yml\n',
      '.github/workflows/image.yml': `on: workflow_call\njobs:\n  build:\n${build}`,
    },
    verdict: 'pass',
  },
  {
    title: 'Neither the called workflow nor its caller says anything',
    files: {
      [path]: 'on: push\njobs:\n  image:\n    uses: ./.github/workflows/image.yml\n',
      '.github/workflows/image.yml': `on: workflow_call\njobs:\n  build:\n${build}`,
    },
    verdict: 'fail',
  },
  {
    title: 'The build role of CodeBuild may push to one repository',
    files: role(
      statement(
        '[ecr:PutImage, ecr:InitiateLayerUpload]',
        'arn:aws:ecr:eu-west-1:123456789012:repository/orders',
      ),
    ),
    verdict: 'pass',
  },
  {
    title: 'The build role may do everything',
    files: role(statement("'*'", "'*'")),
    verdict: 'fail',
    at: 'infra/pipeline.yaml:2',
  },
  {
    title: 'The build role may do everything with one repository',
    files: role(statement('ecr:*', 'arn:aws:ecr:eu-west-1:123456789012:repository/orders')),
    verdict: 'warn',
  },
  {
    title: 'The build role may push to every repository',
    files: role(statement('[ecr:PutImage]', "'*'")),
    verdict: 'warn',
  },
  {
    title: 'Logging in to ECR needs every resource',
    files: role(statement('ecr:GetAuthorizationToken', "'*'")),
    verdict: 'pass',
  },
  {
    title: 'The build role is an administrator',
    files: role(
      '      ManagedPolicyArns:\n        - arn:aws:iam::aws:policy/AdministratorAccess\n',
    ),
    verdict: 'fail',
  },
  {
    title: 'An inline policy of Terraform allows everything with one repository',
    files: terraformRole(
      'Action = ["ecr:*"], Resource = "arn:aws:ecr:eu-west-1:123456789012:repository/orders"',
    ),
    verdict: 'warn',
  },
  {
    title: 'An inline policy of Terraform allows everything',
    files: terraformRole('Action = "*", Resource = "*"'),
    verdict: 'fail',
  },
  {
    title: 'An attachment of Terraform makes the role an administrator',
    files: {
      'infra/role.tf': `${buildRole}resource "aws_iam_role_policy_attachment" "build" {
  role       = aws_iam_role.build.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
`,
    },
    verdict: 'fail',
  },
  {
    title: 'A policy of its own is attached to several roles',
    files: {
      'infra/role.tf': `${buildRole}data "aws_iam_policy_document" "all" {
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
}
resource "aws_iam_policy" "all" {
  policy = data.aws_iam_policy_document.all.json
}
resource "aws_iam_policy_attachment" "all" {
  name       = "all"
  roles      = [aws_iam_role.build.name]
  policy_arn = aws_iam_policy.all.arn
}
`,
    },
    verdict: 'fail',
  },
  {
    title: 'The policy of the role comes from a variable',
    files: {
      'infra/role.tf': `${buildRole}variable "policy" {}
resource "aws_iam_role_policy" "build" {
  role   = aws_iam_role.build.id
  policy = var.policy
}
`,
    },
    verdict: 'unknown',
    reason: 'What the role may do is not known',
  },
  {
    title: 'The image is built by a workflow of another repository',
    files: {
      [path]:
        'on: push\njobs:\n  all:\n    uses: acme/workflows/.github/workflows/container.yml@v3\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'No workflow and no role',
    files: { Dockerfile: 'FROM scratch\n' },
    verdict: 'not-applicable',
  },
]);
