import { defineExamples } from '../checkExample';
import {
  cloudFormation,
  copilot,
  manifest,
  taskDefinition,
  terraform,
  workflow,
} from '../deployedExamples';
import { exampleImage, examplePlatform, exampleRegistry, seen } from '../exampleRegistry';

const image = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:1.4.2';
const build = (platforms: string) => ({
  Dockerfile: 'FROM node:22-slim\n',
  ...workflow(
    `- uses: docker/build-push-action@v6\n  with: { push: true, tags: "${image}"${platforms === '' ? '' : `, platforms: "${platforms}"`} }`,
  ),
});
const both = build('linux/amd64,linux/arm64');
const amd = build('linux/amd64');
const platform = (cpuArchitecture: string) =>
  taskDefinition({}, { runtimePlatform: { cpuArchitecture, operatingSystemFamily: 'LINUX' } });

export const examples = defineExamples('perf-runtime-graviton', [
  {
    title: 'A task on ARM64',
    files: platform('ARM64'),
    verdict: 'pass',
    reason: 'runs on ARM64',
    showInDocs: true,
  },
  {
    title: 'A task on X86_64',
    files: { ...platform('X86_64'), ...both },
    verdict: 'fail',
    reason: 'pinned to X86_64',
    at: 'deploy/task-definition.json',
    showInDocs: true,
  },
  {
    title: 'A task without architecture whose image is built for both',
    files: { ...taskDefinition(), ...both },
    verdict: 'warn',
    reason: 'built for arm64, too',
    showInDocs: true,
  },
  {
    title: 'A task without architecture whose image is built for amd64',
    files: { ...taskDefinition(), ...amd },
    verdict: 'fail',
  },
  {
    title: 'A task without architecture whose image is built elsewhere',
    files: taskDefinition(),
    verdict: 'unknown',
    reason: 'no pipeline builds it',
  },
  {
    title: 'CloudFormation on ARM64',
    files: cloudFormation({ task: 'RuntimePlatform: { CpuArchitecture: ARM64 }' }),
    verdict: 'pass',
  },
  {
    title: 'Terraform on ARM64',
    files: terraform({ task: '  runtime_platform {\n    cpu_architecture = "ARM64"\n  }' }),
    verdict: 'pass',
  },
  {
    title: 'Copilot on linux/arm64',
    files: copilot('platform: linux/arm64\n'),
    verdict: 'pass',
  },
  { title: 'Copilot on linux/x86_64', files: copilot('platform: linux/x86_64\n'), verdict: 'fail' },
  {
    title: 'A node selector for arm64',
    files: manifest({ image, pod: 'nodeSelector: { kubernetes.io/arch: arm64 }' }),
    verdict: 'pass',
  },
  {
    title: 'A node selector for amd64',
    files: manifest({ image, pod: 'nodeSelector: { kubernetes.io/arch: amd64 }' }),
    verdict: 'fail',
    at: 'k8s/deployment.yaml',
  },
  {
    title: 'No constraint, and an image for both',
    files: { ...manifest({ image }), ...both },
    verdict: 'warn',
  },
  {
    title: 'No constraint, and an image for the hosted x86 runner',
    files: { ...manifest({ image }), ...build('') },
    verdict: 'fail',
  },
  {
    title: 'An architecture that the pipeline fills in',
    files: manifest({ image, pod: 'nodeSelector: { kubernetes.io/arch: "${ARCH}" }' }),
    verdict: 'unknown',
  },
  { title: 'Nothing shows that it runs in AWS', files: manifest(), verdict: 'not-applicable' },
  {
    title: 'Bound to its hardware by declaration',
    files: platform('X86_64'),
    annotations: { 'container-lens/hardware-bound': 'cuda' },
    verdict: 'not-applicable',
  },
  {
    title: 'The image in the registry has a platform arm64',
    files: taskDefinition({ image }),
    registry: exampleRegistry({
      images: [
        exampleImage({
          platforms: seen([
            examplePlatform({}),
            examplePlatform({ digest: `sha256:${'7'.repeat(64)}`, architecture: 'arm64' }),
          ]),
        }),
      ],
    }),
    verdict: 'warn',
  },
  {
    title: 'The image in the registry has no platform arm64, whatever the pipeline says',
    files: { ...both, ...taskDefinition({ image }) },
    registry: exampleRegistry({
      images: [exampleImage({ platforms: seen([examplePlatform({ architecture: 'amd64' })]) })],
    }),
    verdict: 'fail',
  },
  {
    title: 'A tag that is filled in later, of a registry outside of AWS',
    files: manifest({ image: 'ghcr.io/example/orders:${TAG}' }),
    verdict: 'not-applicable',
  },
  {
    title: 'Nodes of a Graviton type',
    files: {
      'k8s/app.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: orders\nspec:\n  template:\n    spec:\n      nodeSelector:\n        node.kubernetes.io/instance-type: m7g.large\n      containers:\n        - name: orders\n          image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1.2.3\n',
    },
    verdict: 'pass',
    reason: 'm7g.large',
  },
]);
