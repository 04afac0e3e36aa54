import { defineExamples } from '../checkExample';

const head = (on: string) =>
  `on:\n${on}jobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n`;
const push = '  push:\n    branches: [main]\n';
const workflow = (steps: string, on = push) => ({
  Dockerfile: 'FROM node:22.11-slim\n',
  '.github/workflows/image.yml': head(on) + steps,
});
const action = (inputs: string) =>
  `      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          push: true\n          tags: ghcr.io/acme/orders:1\n${inputs}`;

export const examples = defineExamples('perf-ci-build-cache', [
  {
    title: 'Layers come from the cache of GitHub Actions',
    files: workflow(
      action('          cache-from: type=gha\n          cache-to: type=gha,mode=max\n'),
    ),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'Nothing is cached',
    files: workflow(action('')),
    verdict: 'fail',
    at: '.github/workflows/image.yml:9',
    showInDocs: true,
  },
  {
    title: 'Only dependencies are cached',
    files: workflow(
      `      - uses: actions/setup-node@v4\n        with:\n          node-version: 22\n          cache: npm\n${action('')}`,
    ),
    verdict: 'warn',
    showInDocs: true,
  },
  {
    title: 'One of several projects of a pipeline in Terraform keeps its layers',
    files: {
      Dockerfile: 'FROM node:22.11-slim\n',
      'buildspec.yml':
        'version: 0.2\nphases:\n  build:\n    commands:\n      - docker build -t orders .\n      - docker push orders\n',
      'deploy.yml': 'version: 0.2\nphases:\n  build:\n    commands:\n      - terraform apply\n',
      'pipeline.tf': `resource "aws_codebuild_project" "image" {
  name = "image"
  source {
    type      = "CODEPIPELINE"
    buildspec = "buildspec.yml"
  }
  cache {
    type  = "LOCAL"
    modes = ["LOCAL_DOCKER_LAYER_CACHE"]
  }
}
resource "aws_codebuild_project" "deploy" {
  name = "deploy"
  source {
    type      = "CODEPIPELINE"
    buildspec = "deploy.yml"
  }
}
resource "aws_codepipeline" "orders" {
  name = "orders"
  stage {
    name = "Image"
    action {
      name          = "Image"
      category      = "Build"
      provider      = "CodeBuild"
      configuration = { ProjectName = aws_codebuild_project.image.name }
    }
  }
}
`,
    },
    verdict: 'pass',
    reason: 'layer cache of CodeBuild',
  },
  {
    title: 'A cache that is read and not written',
    files: workflow(action('          cache-from: type=registry,ref=ghcr.io/acme/orders:cache\n')),
    verdict: 'pass',
  },
  {
    title: 'A build command with --cache-from',
    files: workflow(
      '      - run: docker build --cache-from ghcr.io/acme/orders:latest -t ghcr.io/acme/orders:1 . && docker push ghcr.io/acme/orders:1\n',
    ),
    verdict: 'pass',
  },
  {
    title: 'The cache is switched off',
    files: workflow(action('          cache-from: type=gha\n          no-cache: true\n')),
    verdict: 'fail',
    reason: 'no-cache',
  },
  {
    title: 'A rebuild on a schedule may leave the cache alone',
    files: {
      ...workflow(action('          cache-from: type=gha\n')),
      '.github/workflows/weekly.yml':
        head("  schedule:\n    - cron: '0 4 * * 1'\n") + action('          no-cache: true\n'),
    },
    verdict: 'pass',
  },
  {
    title: 'A builder that is kept',
    files: workflow(
      `      - uses: docker/setup-buildx-action@v3\n        with:\n          driver: remote\n          endpoint: tcp://builder:1234\n${action('')}`,
    ),
    verdict: 'pass',
  },
  {
    title: 'Depot keeps layers',
    files: workflow(
      '      - uses: depot/build-push-action@v1\n        with:\n          push: true\n          tags: ghcr.io/acme/orders:1\n',
    ),
    verdict: 'pass',
  },
  {
    title: 'setup-node without a cache keeps nothing',
    files: workflow(
      `      - uses: actions/setup-node@v4\n        with:\n          node-version: 22\n${action('')}`,
    ),
    verdict: 'fail',
  },
  {
    title: 'A workflow of another repository builds the image',
    files: {
      Dockerfile: 'FROM node:22.11-slim\n',
      '.github/workflows/image.yml':
        'on: [push]\njobs:\n  image:\n    uses: acme/workflows/.github/workflows/image.yml@v1\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'No pipeline builds an image',
    files: { Dockerfile: 'FROM node:22.11-slim\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'The buildspec of a project in a template keeps dependencies alone',
    files: {
      Dockerfile: 'FROM node:22.11-slim\n',
      'buildspec.yml':
        'version: 0.2\nphases:\n  build:\n    commands:\n      - docker build -t orders .\n      - docker push orders\ncache:\n  paths:\n    - /root/.npm/**/*\n',
      'pipeline.yaml': `Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Artifacts: { Type: CODEPIPELINE }
      Source: { Type: CODEPIPELINE }
      Environment: { Type: LINUX_CONTAINER, Image: 'aws/codebuild/amazonlinux-x86_64-standard:5.0' }
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: Build
          Actions:
            - Name: Build
              ActionTypeId: { Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1' }
              Configuration: { ProjectName: !Ref Build }
`,
    },
    verdict: 'warn',
    at: 'buildspec.yml',
  },
  {
    title: 'The cache is left out on a schedule alone',
    files: {
      Dockerfile: 'FROM node:22.11-slim\n',
      '.github/workflows/ci.yml':
        "on:\n  push:\n    branches: [main]\n  schedule:\n    - cron: '0 4 * * 1'\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          push: true\n          cache-from: type=gha\n          cache-to: type=gha,mode=max\n          no-cache: ${{ github.event_name == 'schedule' }}\n",
    },
    verdict: 'pass',
  },
  {
    title: 'The cache is left out when somebody asks for it',
    files: {
      Dockerfile: 'FROM node:22.11-slim\n',
      '.github/workflows/ci.yml':
        'on:\n  push:\n    branches: [main]\n  workflow_dispatch:\n    inputs:\n      fresh: { type: boolean }\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          push: true\n          cache-from: type=gha\n          no-cache: ${{ inputs.fresh || false }}\n',
    },
    verdict: 'pass',
  },
]);
