import fc from 'fast-check';
import { CloudFile } from '../cloudVariant';
import { CloudResource } from '../cloudResource';
import { readHcl } from './readHcl';
import { readTerraform } from './readTerraform';

function read(files: Readonly<Record<string, string>>): {
  readonly resources: readonly CloudResource[];
  readonly environments: readonly (string | undefined)[];
  readonly unread: readonly { readonly path: string; readonly types: readonly string[] }[];
} {
  const list: CloudFile[] = Object.entries(files).map(([path, text]) => ({ path, text }));
  const { variants, unread } = readTerraform(list);
  return {
    resources: variants[0]?.resources ?? [],
    environments: variants.map(({ environment }) => environment?.name),
    unread,
  };
}

const value = <T>(given: T) => ({ resolved: true, value: given });

describe('Terraform', () => {
  it('gives types and properties the names of CloudFormation', () => {
    const { resources } = read({
      'infra/main.tf': `
# a comment
locals {
  name = "shop" // another
}
resource "aws_ecr_repository" "app" {
  name                 = "\${local.name}/orders"
  image_tag_mutability = "IMMUTABLE"
  /* block */
  image_scanning_configuration { scan_on_push = true }
  encryption_configuration {
    encryption_type = "KMS"
  }
  lifecycle { prevent_destroy = true }
}
resource "aws_ecr_lifecycle_policy" "app" {
  repository = aws_ecr_repository.app.name
  policy = <<-EOF
    {
      "rules": [{ "rulePriority": 1 }]
    }
  EOF
}
resource "aws_ecr_registry_scanning_configuration" "all" {
  scan_type = "ENHANCED"
  rule {
    scan_frequency = "CONTINUOUS_SCAN"
    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}
resource "aws_lb_target_group" "app" {
  stickiness {
    type    = "lb_cookie"
    enabled = true
  }
}
resource "aws_rds_cluster" "db" { engine = "aurora" }
`,
    });
    const [repository, policy, scanning, group, other] = resources;
    expect(repository).toMatchObject({
      type: 'AWS::ECR::Repository',
      name: 'aws_ecr_repository.app',
      source: 'terraform',
      path: 'infra/main.tf',
      line: 6,
    });
    expect(repository?.get('RepositoryName')).toEqual(value('shop/orders'));
    expect(repository?.get('ImageTagMutability')).toEqual(value('IMMUTABLE'));
    expect(repository?.lineOf('ImageTagMutability')).toBe(8);
    expect(repository?.get('ImageScanningConfiguration', 'ScanOnPush')).toEqual(value(true));
    expect(repository?.get('EncryptionConfiguration', 'EncryptionType')).toEqual(value('KMS'));
    expect(policy?.type).toBe('AWS::ECR::LifecyclePolicy');
    expect(policy?.get('RepositoryName')).toEqual(value('shop/orders'));
    expect(policy?.references()).toEqual(['aws_ecr_repository.app']);
    expect(policy?.get('LifecyclePolicyText', 'rules', 0, 'rulePriority')).toEqual(value(1));
    expect(scanning?.get('Rules', 0, 'RepositoryFilters', 0, 'Filter')).toEqual(value('*'));
    expect(group?.get('TargetGroupAttributes', 0, 'Key')).toEqual(value('stickiness.enabled'));
    expect(other?.type).toBe('aws_rds_cluster');
  });

  it.each([
    [
      'jsonencode',
      `jsonencode([{
    name         = "app"
    image        = "\${aws_ecr_repository.app.repository_url}:\${var.tag}"
    portMappings = [{ containerPort = 8080 }]
    logConfiguration = { logDriver = "awslogs", options = { "awslogs-region" : data.aws_region.current.name } }
  }])`,
    ],
    [
      'a here-document',
      `<<DEFS
[{"name":"app","image":"\${aws_ecr_repository.app.repository_url}:\${var.tag}",
  "portMappings":[{"containerPort":8080}],
  "logConfiguration":{"logDriver":"awslogs","options":{"awslogs-region":"\${data.aws_region.current.name}"}}}]
DEFS`,
    ],
    ['a file', 'file("${path.module}/containers.json")'],
    ['a template', 'templatefile("${path.module}/containers.tpl", { tag = var.tag })'],
  ])('reads containers from %s', (_, expression) => {
    const containers = (tag: string) =>
      JSON.stringify([
        {
          name: 'app',
          image: `\${AWS::AccountId}.dkr.ecr.\${AWS::Region}.amazonaws.com/orders:${tag}`,
          portMappings: [{ containerPort: 8080 }],
          logConfiguration: { options: { 'awslogs-region': '${AWS::Region}' } },
        },
      ]);
    const { resources } = read({
      'infra/main.tf': `
variable "tag" { default = "1.4.2" }
resource "aws_ecr_repository" "app" { name = "orders" }
resource "aws_ecs_task_definition" "app" {
  family = "orders"
  requires_compatibilities = ["FARGATE"]
  container_definitions = ${expression}
  volume {
    name = "data"
    efs_volume_configuration { file_system_id = "fs-1" }
  }
  volume {
    name      = "host"
    host_path = "/data"
  }
}
`,
      'infra/containers.json': containers('1.4.2'),
      'infra/containers.tpl': containers('${tag}').replace(/\$\{AWS/g, '$$$${AWS'),
    });
    const task = resources.find(({ type }) => type === 'AWS::ECS::TaskDefinition');
    const container = ['ContainerDefinitions', 0];
    expect(task?.get(...container, 'Image')).toEqual(
      value('${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/orders:1.4.2'),
    );
    expect(task?.get(...container, 'PortMappings', 0, 'ContainerPort')).toEqual(value(8080));
    expect(task?.get(...container, 'LogConfiguration', 'Options', 'awslogs-region')).toEqual(
      value('${AWS::Region}'),
    );
    expect(task?.get('RequiresCompatibilities')).toEqual(value(['FARGATE']));
    expect(task?.get('Volumes', 0, 'EFSVolumeConfiguration', 'FilesystemId')).toEqual(
      value('fs-1'),
    );
    expect(task?.get('Volumes', 1, 'Host', 'SourcePath')).toEqual(value('/data'));
  });

  it('takes the variables of production, and names the other environments', () => {
    const { resources, environments } = read({
      'infra/main.tf': `
variable "memory" {}
variable "kind" { default = "MUTABLE" }
resource "aws_ecs_task_definition" "app" { memory = var.memory }
resource "aws_ecr_repository" "app" { image_tag_mutability = var.kind == "x" ? "IMMUTABLE" : "MUTABLE" }
resource "aws_sns_topic" "off" { count = var.kind == "x" ? 0 : 1 }
`,
      'infra/envs/prod.tfvars': 'memory = 512\nkind = "x"\n',
      'infra/envs/dev.tfvars': 'memory = 256\n',
    });
    expect(environments).toEqual(['prod', 'dev']);
    expect(resources.map(({ type }) => type)).toEqual([
      'AWS::ECS::TaskDefinition',
      'AWS::ECR::Repository',
    ]);
    expect(resources[0]?.get('Memory')).toEqual(value(512));
    expect(resources[1]?.get('ImageTagMutability')).toEqual(value('IMMUTABLE'));
  });

  it('follows modules of the repository and names those from elsewhere', () => {
    const { resources, environments, unread } = read({
      'modules/repo/main.tf': `
variable "name" {}
variable "mutability" { default = "IMMUTABLE" }
resource "aws_ecr_repository" "this" {
  name                 = var.name
  image_tag_mutability = var.mutability
}
output "url" { value = aws_ecr_repository.this.repository_url }
`,
      'live/prod/main.tf': `
module "repo" {
  source = "../../modules/repo"
  name   = "orders"
}
module "ecs" { source = "terraform-aws-modules/ecs/aws" }
resource "aws_ecs_task_definition" "app" {
  container_definitions = jsonencode([{ name = "a", image = "\${module.repo.url}:1.0.0" }])
}
`,
    });
    expect(environments).toEqual(['prod']);
    const repository = resources.find(({ type }) => type === 'AWS::ECR::Repository');
    expect(repository?.name).toBe('module.repo.aws_ecr_repository.this');
    expect(repository?.get('RepositoryName')).toEqual(value('orders'));
    const task = resources.find(({ type }) => type === 'AWS::ECS::TaskDefinition');
    expect(task?.get('ContainerDefinitions', 0, 'Image')).toEqual(
      value('${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/orders:1.0.0'),
    );
    expect(unread).toMatchObject([
      { path: 'live/prod/main.tf', types: expect.arrayContaining(['AWS::ECS::TaskDefinition']) },
    ]);
  });

  it('makes one resource for each of a literal set', () => {
    const { resources } = read({
      'main.tf': `
resource "aws_ecr_repository" "all" {
  for_each = toset(["a", "b"])
  name     = "shop/\${each.key}"
}
resource "aws_ecr_lifecycle_policy" "all" {
  for_each   = toset(["a", "b"])
  repository = aws_ecr_repository.all[each.key].name
  policy     = jsonencode({ rules = [] })
}
`,
    });
    expect(resources.map(({ name }) => name)).toEqual([
      'aws_ecr_repository.all["a"]',
      'aws_ecr_repository.all["b"]',
      'aws_ecr_lifecycle_policy.all["a"]',
      'aws_ecr_lifecycle_policy.all["b"]',
    ]);
    expect(resources[1]?.get('RepositoryName')).toEqual(value('shop/b'));
    expect(resources[3]?.references()).toEqual(['aws_ecr_repository.all["b"]']);
  });

  it('leaves open what is not literal, with the reason', () => {
    const { resources, unread } = read({
      'main.tf': `
variable "open" { type = string }
locals { loop = local.loop }
resource "aws_ecr_repository" "a" {
  name                 = var.open
  image_tag_mutability = local.loop
  force_delete         = [for x in ["}", "]"] : x if true]
  dynamic "encryption_configuration" {
    for_each = var.open
    content { encryption_type = "KMS" }
  }
}
`,
      'broken.tf': 'resource "aws_ecs_task_definition" "x" {\n  a = \n}\n',
    });
    expect(resources[0]?.get('RepositoryName')).toEqual({
      resolved: false,
      reason: 'The variable open has no value here.',
    });
    expect(resources[0]?.get('ImageTagMutability')).toMatchObject({ resolved: false });
    expect(resources[0]?.get('ForceDelete')).toMatchObject({ resolved: false });
    expect(resources[0]?.get('EncryptionConfiguration')).toMatchObject({ resolved: false });
    expect(unread).toMatchObject([{ path: 'broken.tf', types: ['AWS::ECS::TaskDefinition'] }]);
  });

  it('repeats the content of a dynamic block for every item that is known', () => {
    const { resources } = read({
      'main.tf': `
locals { variables = { MODE = "batch", ZONE = "a" } }
resource "aws_codebuild_project" "a" {
  name = "a"
  environment {
    dynamic "environment_variable" {
      for_each = local.variables
      content {
        name  = environment_variable.key
        value = environment_variable.value
      }
    }
  }
  dynamic "vpc_config" {
    for_each = []
    content { vpc_id = "vpc-1" }
  }
}
`,
    });
    expect(resources[0]?.get('Environment', 'EnvironmentVariables')).toMatchObject({
      resolved: true,
      value: [
        { Name: 'MODE', Value: 'batch' },
        { Name: 'ZONE', Value: 'a' },
      ],
    });
    expect(resources[0]?.get('VpcConfig')).toEqual({ resolved: true, value: undefined });
  });

  it('reads a policy document', () => {
    const { resources } = read({
      'main.tf': `
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }
    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:shop/orders:*"]
    }
  }
}
resource "aws_iam_openid_connect_provider" "github" { url = "https://token.actions.githubusercontent.com" }
resource "aws_iam_role" "ci" { assume_role_policy = data.aws_iam_policy_document.trust.json }
`,
    });
    const role = resources.find(({ type }) => type === 'AWS::IAM::Role');
    const statement = ['AssumeRolePolicyDocument', 'Statement', 0];
    expect(role?.get(...statement, 'Action')).toEqual(value(['sts:AssumeRoleWithWebIdentity']));
    expect(
      role?.get(...statement, 'Condition', 'StringLike', 'token.actions.githubusercontent.com:sub'),
    ).toEqual(value(['repo:shop/orders:*']));
    expect(role?.references()).toEqual(['aws_iam_openid_connect_provider.github']);
  });

  it('does not grow without bounds', () => {
    const doubling = [...Array(60).keys()].map(
      i => `  v${i} = "\${local.v${i + 1}}\${local.v${i + 1}}"`,
    );
    const calls = (to: string) =>
      [...Array(60).keys()].map(i => `module "m${i}" { source = "../${to}" }`).join('\n');
    const started = Date.now();
    const { resources } = read({
      'a/main.tf': `locals {\n${doubling.join('\n')}\n  v60 = "xx"\n}\nresource "aws_ecr_repository" "a" { name = local.v0 }\n${calls('b')}`,
      'b/main.tf': calls('c'),
      'c/main.tf': calls('d'),
      'd/main.tf': `${calls('a')}\nresource "aws_ecr_repository" "d" { name = "${'['.repeat(5000)}" }`,
    });
    expect(resources.length).toBeLessThan(3000);
    expect(readHcl(`a = ${'['.repeat(100_000)}`)).toBeUndefined();
    expect(readHcl(`a = ${'!'.repeat(100_000)}`)).toBeUndefined();
    expect(readHcl(`a = "${'${"'.repeat(50_000)}`)).toBeUndefined();
    expect(readHcl(`${'a {\n'.repeat(50_000)}`)).toBeUndefined();
    expect(Date.now() - started).toBeLessThan(3000);
  });

  it('survives any input', () => {
    const pieces = fc.constantFrom(
      ...[
        'resource "aws_ecr_repository" "a" {',
        '\n',
        ' ',
        '}',
        '{',
        '[',
        ']',
        '(',
        ')',
        '"',
        '${',
        '=',
        '==',
      ],
      ...[
        'name',
        'a.b[0]',
        '.',
        '*',
        '?',
        ':',
        '<<EOF\n',
        'EOF',
        '%{',
        'for x in',
        'locals',
        'var.a',
        '/*',
        '#',
      ],
      ...[
        'jsonencode(',
        'merge(',
        'file("a")',
        'variable "a" {',
        'default',
        '!',
        '-',
        '1',
        'null',
        ',',
        '$${',
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 80 }), parts => {
        const text = parts.join('');
        const { unread } = read({ 'a.tf': text, 'prod.tfvars': text });
        expect(unread.length).toBeLessThan(3);
      }),
      { numRuns: 400 },
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), text => {
        const body = readHcl(text);
        expect(body === undefined || body.attributes instanceof Map).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
