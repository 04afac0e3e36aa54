import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { kubernetesVersions } from './kubernetesSchemas.mjs';
import { run } from './Workshop.mjs';

/** Custom resources; their schemas belong to their operators. */
const custom = /^kind: (ExternalSecret|ServiceMonitor|PrometheusRule)$/gm;

/** Where kubeconform finds the schemas of one version of Kubernetes. */
export const schemaLocation = (schemas, version) =>
  path.join(schemas, version, '{{.ResourceKind}}{{.KindSuffix}}.json');

/** The target judges by the oldest Kubernetes; what it rendered is then judged by the others. */
const oldestKubernetes = schemas => [
  `KUBERNETES_SCHEMAS=${schemaLocation(schemas, kubernetesVersions()[0])}`,
];

async function everyKubernetes({ output, cwd, schemas }) {
  onlyCustomSkipped({ output, cwd });
  for (const version of kubernetesVersions().slice(1)) {
    const location = schemaLocation(schemas, version);
    const options = [
      '-strict',
      '-ignore-missing-schemas',
      '-summary',
      '-schema-location',
      location,
    ];
    onlyCustomSkipped({
      output: await run('kubeconform', [...options, 'out/manifests'], { cwd }),
      cwd,
    });
  }
}

/** What has a secret has everything else, too. */
const withSecret = ({ name }) => name.endsWith('-secrets');

/** kubeconform leaves out what it has no schema for: only custom resources may be among that. */
function onlyCustomSkipped({ output, cwd }) {
  const manifests = path.join(cwd, 'out/manifests');
  const text = readdirSync(manifests)
    .map(file => readFileSync(path.join(manifests, file), 'utf8'))
    .join('\n');
  const skipped = text.match(custom)?.length ?? 0;
  assert.match(
    output,
    new RegExp(`Valid: [1-9]\\d*, Invalid: 0, Errors: 0, Skipped: ${skipped}\\b`),
  );
}

/**
 * Targets of the generated Makefile: which files they read, which variables they are called with, and a fault that each must
 * find.
 */
export const targets = [
  {
    name: 'lint-dockerfile',
    isInput: file => file === 'Dockerfile' || file === '.hadolint.yaml',
    fault: { file: 'Dockerfile', replace: /^WORKDIR .*$/m, by: 'WORKDIR app', says: /DL3000/ },
  },
  {
    name: 'lint-workflows',
    isInput: file =>
      /^(\.github\/(workflows\/.*|dependabot\.yml)|\.gitlab-ci\.yml|infra\/pipeline\.yaml)$/.test(
        file,
      ),
    fault: {
      file: 'infra/pipeline.yaml',
      replace: /^ {4}Type: AWS::CodeBuild::Project$/m,
      by: '    Type: AWS::CodeBuild::Projects',
      says: /E3006/,
    },
  },
  {
    name: 'lint-manifests-helm',
    isInput: file => file.startsWith('chart/') || file === 'make.d/helm.mk',
    variables: oldestKubernetes,
    expect: everyKubernetes,
    fault: {
      file: 'templates/serviceaccount.yaml',
      replace: /^kind: ServiceAccount$/m,
      by: 'kind: ServiceAccount\nautomountToken: false',
      says: /automountToken/,
    },
  },
  {
    name: 'scan-manifests-helm',
    isInput: (file, repository) =>
      withSecret(repository) && /^(chart\/|make\.d\/helm\.mk$)/.test(file),
    fault: {
      file: 'chart/templates/deployment.yaml',
      replace: /readOnlyRootFilesystem: true/,
      by: 'readOnlyRootFilesystem: false',
      says: /CKV_K8S_22/,
    },
  },
  {
    name: 'lint-manifests-kustomize',
    isInput: file => file.startsWith('deploy/kustomize/'),
    variables: oldestKubernetes,
    expect: everyKubernetes,
    fault: {
      file: 'base/serviceaccount.yaml',
      replace: /^kind: ServiceAccount$/m,
      by: 'kind: ServiceAccount\nautomountToken: false',
      says: /automountToken/,
    },
  },
  {
    name: 'scan-manifests-kustomize',
    isInput: (file, repository) => withSecret(repository) && file.startsWith('deploy/kustomize/'),
    fault: {
      file: 'base/deployment.yaml',
      replace: /readOnlyRootFilesystem: true/,
      by: 'readOnlyRootFilesystem: false',
      says: /CKV_K8S_22/,
    },
  },
  // Both with the same commands: one fault for each is enough.
  ...['ecs', 'ecs-express'].flatMap(target => [
    {
      name: `lint-manifests-${target}`,
      isInput: (file, repository) =>
        (withSecret(repository) || repository.combination.workload === 'service') &&
        repository.combination.target === target &&
        /^infra\/(service|job|params)/.test(file),
      fault: target === 'ecs' && {
        file: 'infra/params/staging.json',
        replace: /"Environment"/,
        by: '"Environments"',
        says: /Environments/,
      },
    },
    {
      name: `scan-manifests-${target}`,
      isInput: (file, repository) =>
        withSecret(repository) &&
        repository.combination.target === target &&
        /^infra\/(service|job)\.yaml$/.test(file),
      fault: target === 'ecs' && {
        file: 'infra/service.yaml',
        replace: /^Resources:$/m,
        by: 'Resources:\n  Open:\n    Type: AWS::S3::Bucket\n    Properties: { AccessControl: PublicRead }',
        says: /CKV_AWS_20/,
      },
    },
  ]),
];
