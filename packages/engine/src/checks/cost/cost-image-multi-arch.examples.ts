import { defineExamples } from '../checkExample';

const dockerfile = { Dockerfile: 'FROM node:22.11-slim\n' };
const jobs = (text: string) => ({
  ...dockerfile,
  '.github/workflows/image.yml': `on:\n  push:\n    branches: [main]\njobs:\n${text}`,
});
const job = (runner: string, inputs: string, tag = '1') =>
  `    runs-on: ${runner}\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          push: true\n          tags: ghcr.io/acme/orders:${tag}\n${inputs}`;
const digest = (text: string) => `sha256:${text.repeat(8)}`;
const index = (...platforms: (readonly [string, string])[]) => ({
  observedAt: '2026-11-21T23:00:00Z',
  repositories: [
    {
      name: 'ghcr.io/acme/orders',
      kind: 'ghcr' as const,
      settings: { status: 'absent' as const },
      images: {
        status: 'present' as const,
        value: [
          {
            digest: digest('a1b2c3d4'),
            tags: ['1.4.0'],
            pushedAt: '2026-11-20T10:00:00Z',
            platforms: {
              status: 'present' as const,
              value: platforms.map(([os, architecture], i) => ({
                digest: digest(`0000000${i}`),
                os,
                architecture,
                ...(os === 'unknown' ? { referenceType: 'attestation-manifest' } : {}),
              })),
            },
          },
        ],
      },
    },
  ],
});

export const examples = defineExamples('cost-image-multi-arch', [
  {
    title: 'An attestation entry is no platform',
    files: dockerfile,
    registry: index(['linux', 'amd64'], ['unknown', 'unknown']),
    verdict: 'fail',
    calibration: 1,
  },
  {
    title: 'The published index holds both',
    files: dockerfile,
    registry: index(['linux', 'amd64'], ['linux', 'arm64']),
    verdict: 'pass',
  },
  {
    title: 'The published image is for arm64 only',
    files: dockerfile,
    registry: index(['linux', 'arm64']),
    verdict: 'warn',
  },
  {
    title: 'The registry decides, whatever the pipeline says',
    files: jobs(
      `  image:\n${job('ubuntu-latest', '          platforms: linux/amd64,linux/arm64\n')}`,
    ),
    registry: index(['linux', 'amd64']),
    verdict: 'fail',
  },
  {
    title: 'One build for both platforms',
    files: jobs(
      `  image:\n${job('ubuntu-latest', '          platforms: linux/amd64,linux/arm64\n')}`,
    ),
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'No platform is named: the image is for the runner',
    files: jobs(`  image:\n${job('ubuntu-latest', '')}`),
    verdict: 'fail',
    at: '.github/workflows/image.yml:8',
    showInDocs: true,
  },
  {
    title: 'A runner with an Arm processor',
    files: jobs(`  image:\n${job('ubuntu-24.04-arm', '')}`),
    verdict: 'warn',
    reason: 'arm64 only',
    showInDocs: true,
  },
  {
    title: 'Native builds that are joined',
    files: jobs(
      `  amd:\n${job('ubuntu-latest', '', '1-amd64')}  arm:\n${job('ubuntu-24.04-arm', '', '1-arm64')}  join:\n    needs: [amd, arm]\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker buildx imagetools create -t ghcr.io/acme/orders:1 ghcr.io/acme/orders:1-amd64 ghcr.io/acme/orders:1-arm64\n`,
    ),
    verdict: 'pass',
  },
  {
    title: 'Two names that nothing joins',
    files: jobs(
      `  amd:\n${job('ubuntu-latest', '', '1-amd64')}  arm:\n${job('ubuntu-24.04-arm', '', '1-arm64')}`,
    ),
    verdict: 'warn',
  },
  {
    title: 'A matrix over platforms whose digests are joined',
    files: jobs(
      `  image:\n    strategy:\n      matrix:\n        platform: [linux/amd64, linux/arm64]\n${job('ubuntu-latest', '          platforms: ${{ matrix.platform }}\n')}  join:\n    needs: image\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker buildx imagetools create -t ghcr.io/acme/orders:1 $(cat digests)\n`,
    ),
    verdict: 'pass',
  },
  {
    title: 'The platforms are a variable',
    files: jobs(
      `  image:\n${job('ubuntu-latest', '          platforms: ${{ vars.PLATFORMS }}\n')}`,
    ),
    verdict: 'unknown',
  },
  {
    title: 'A command for both platforms',
    files: jobs(
      '  image:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker buildx build --platform linux/amd64,linux/arm64 --push -t ghcr.io/acme/orders:1 .\n',
    ),
    verdict: 'pass',
  },
  {
    title: 'A self-hosted runner of an unknown kind',
    files: jobs(`  image:\n${job('[self-hosted, build]', '')}`),
    verdict: 'unknown',
  },
  {
    title: 'Jib builds without a Dockerfile, for the default platform',
    files: {
      'pom.xml': '<project/>',
      '.github/workflows/image.yml':
        'on: [push]\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ./mvnw -B jib:build -Djib.to.image=ghcr.io/acme/x:1\n',
    },
    verdict: 'fail',
  },
  {
    title: 'A CodeBuild project on Arm',
    files: {
      ...dockerfile,
      'buildspec.yml':
        'version: 0.2\nphases:\n  build:\n    commands:\n      - docker build -t $REPO:1 .\n      - docker push $REPO:1\n',
      'build.yaml':
        'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  Build:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      ServiceRole: x\n      Artifacts: { Type: NO_ARTIFACTS }\n      Source: { Type: GITHUB, BuildSpec: buildspec.yml }\n      Environment: { Type: ARM_CONTAINER, ComputeType: BUILD_GENERAL1_SMALL, Image: x }\n',
    },
    verdict: 'warn',
  },
  { title: 'Neither registry nor pipeline', files: dockerfile, verdict: 'unknown' },
  {
    title: 'The entity is bound to its hardware',
    files: jobs(`  image:\n${job('ubuntu-latest', '')}`),
    annotations: { 'container-lens/hardware-bound': 'cuda' },
    verdict: 'not-applicable',
  },
  {
    title: 'A Windows image',
    files: { Dockerfile: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\n' },
    verdict: 'not-applicable',
  },
  {
    title: 'A matrix over runners, joined to one index',
    files: {
      Dockerfile: 'FROM node:22.11-slim\n',
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  image:\n    strategy:\n      matrix:\n        runner: [ubuntu-24.04, ubuntu-24.04-arm]\n    runs-on: ${{ matrix.runner }}\n    steps:\n      - run: docker build -t ghcr.io/acme/orders:$RUNNER_ARCH .\n      - run: docker push ghcr.io/acme/orders:$RUNNER_ARCH\n  index:\n    needs: image\n    runs-on: ubuntu-24.04\n    steps:\n      - run: docker buildx imagetools create -t ghcr.io/acme/orders:1 ghcr.io/acme/orders:X64 ghcr.io/acme/orders:ARM64\n',
    },
    verdict: 'pass',
  },
]);
