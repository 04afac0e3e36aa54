import { defineExamples } from '../checkExample';
import { cloudFormation, copilot, manifest, taskDefinition, terraform } from '../deployedExamples';
import { exampleImage, examplePlatform, exampleRegistry, seen } from '../exampleRegistry';

const dockerfile = (lines: string) => ({
  Dockerfile: `FROM node:22-slim\nWORKDIR /app\n${lines}\n`,
});
const mounted = (volume: string, path = '/data', kind = 'Deployment', spec?: string) =>
  manifest({
    kind,
    spec,
    pod: volume === '' ? undefined : `volumes: [{ name: data, ${volume} }]`,
    container: `volumeMounts: [{ name: data, mountPath: ${path} }]`,
  });
const claim = 'persistentVolumeClaim: { claimName: orders }';

export const examples = defineExamples('rel-data-volumes-durable', [
  {
    title: 'No data path',
    files: { ...dockerfile('USER 1000'), ...manifest() },
    verdict: 'pass',
    reason: 'No container has a data path',
    showInDocs: true,
  },
  {
    title: 'A VOLUME on a claim',
    files: { ...dockerfile('VOLUME /data'), ...mounted(claim) },
    verdict: 'pass',
    showInDocs: true,
  },
  {
    title: 'A VOLUME without mount',
    files: { ...dockerfile('VOLUME /data'), ...manifest() },
    verdict: 'fail',
    reason: 'has no mount in production',
    at: 'Dockerfile:3',
    showInDocs: true,
  },
  {
    title: 'A VOLUME below a mount',
    files: { ...dockerfile('VOLUME ["/data/files"]'), ...mounted(claim) },
    verdict: 'pass',
  },
  {
    title: 'VOLUME for temporary files, caches and logs',
    files: { ...dockerfile('VOLUME /tmp /var/cache/nginx /var/log/app /run'), ...manifest() },
    verdict: 'pass',
  },
  {
    title: 'A VOLUME of a build stage',
    files: {
      Dockerfile: 'FROM node:22 AS build\nVOLUME /data\nFROM node:22-slim\n',
      ...manifest(),
    },
    verdict: 'pass',
  },
  {
    title: 'A VOLUME without any descriptor',
    files: dockerfile('VOLUME /data'),
    verdict: 'unknown',
    reason: 'no descriptor says',
  },
  {
    title: 'Neither VOLUME nor descriptor',
    files: dockerfile('VOLUME /var/log/app'),
    verdict: 'pass',
  },
  {
    title: 'Data on an emptyDir',
    files: mounted('emptyDir: {}', '/app/uploads'),
    verdict: 'warn',
    reason: '/app/uploads',
    at: 'k8s/deployment.yaml',
  },
  {
    title: 'Temporary files on an emptyDir',
    files: mounted('emptyDir: {}', '/tmp'),
    verdict: 'pass',
  },
  {
    title: 'Data on the disk of the host',
    files: mounted('hostPath: { path: /var/orders }'),
    verdict: 'fail',
    reason: '/var/orders',
  },
  {
    title: 'The clock of the host, read-only',
    files: manifest({
      pod: 'volumes: [{ name: clock, hostPath: { path: /etc/localtime } }]',
      container: 'volumeMounts: [{ name: clock, mountPath: /etc/localtime, readOnly: true }]',
    }),
    verdict: 'pass',
  },
  {
    title: 'A mounted ConfigMap is no data',
    files: mounted('configMap: { name: orders }', '/etc/orders'),
    verdict: 'pass',
  },
  {
    title: 'EFS by its CSI driver',
    files: mounted('csi: { driver: efs.csi.aws.com }'),
    verdict: 'pass',
  },
  {
    title: 'A StatefulSet with a claim template',
    files: mounted(
      '',
      '/data',
      'StatefulSet',
      'volumeClaimTemplates: [{ metadata: { name: data }, spec: { accessModes: [ReadWriteOnce] } }]',
    ),
    verdict: 'pass',
  },
  {
    title: 'A StatefulSet whose data is on an emptyDir',
    files: mounted('emptyDir: {}', '/data', 'StatefulSet'),
    verdict: 'fail',
    reason: 'has no claim',
  },
  {
    title: 'A SQLite database in ENV without mount',
    files: { ...dockerfile('ENV DATABASE_URL=sqlite:////data/orders.db'), ...manifest() },
    verdict: 'fail',
    reason: '/data holds an embedded database',
  },
  {
    title: 'A SQLite database of the descriptor on a claim',
    files: {
      ...manifest({
        pod: `volumes: [{ name: data, ${claim} }]`,
        container:
          'env: [{ name: DATABASE_URL, value: "sqlite:////data/orders.db" }]\nvolumeMounts: [{ name: data, mountPath: /data }]',
      }),
    },
    verdict: 'pass',
  },
  {
    title: 'A database in memory',
    files: { ...dockerfile('ENV DATABASE_URL=sqlite:///:memory:'), ...manifest() },
    verdict: 'pass',
  },
  {
    title: 'An H2 database in the shipped configuration',
    files: {
      ...dockerfile('COPY . .'),
      'src/main/resources/application.yaml':
        'spring:\n  datasource:\n    url: jdbc:h2:file:/data/orders\n',
      ...manifest(),
    },
    verdict: 'fail',
  },
  {
    title: 'A declared path without mount',
    files: manifest(),
    annotations: { 'container-lens/data-paths': '/var/lib/orders' },
    verdict: 'fail',
  },
  {
    title: 'EFS of a task definition',
    files: taskDefinition(
      { mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }] },
      { volumes: [{ name: 'data', efsVolumeConfiguration: { fileSystemId: 'fs-1' } }] },
    ),
    verdict: 'pass',
  },
  {
    title: 'A host path of a task definition',
    files: taskDefinition(
      { mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }] },
      { volumes: [{ name: 'data', host: { sourcePath: '/mnt/orders' } }] },
    ),
    verdict: 'fail',
    at: 'deploy/task-definition.json',
  },
  {
    title: 'A bind mount of ECS without host path',
    files: taskDefinition(
      { mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }] },
      { volumes: [{ name: 'data' }] },
    ),
    verdict: 'warn',
  },
  {
    title: 'A VOLUME of a service of CloudFormation without mount',
    files: { ...dockerfile('VOLUME /data'), ...cloudFormation() },
    verdict: 'fail',
  },
  { title: 'Terraform without data', files: terraform(), verdict: 'pass' },
  {
    title: 'Copilot with an efs volume',
    files: copilot(
      'storage:\n  volumes:\n    data:\n      efs: true\n      path: /data\n      read_only: false\n',
    ),
    verdict: 'pass',
  },
  {
    title: 'A base image',
    files: dockerfile('VOLUME /data'),
    annotations: { 'container-lens/workload-type': 'base-image' },
    verdict: 'not-applicable',
  },
  {
    title: 'A VOLUME that only the image in the registry tells of',
    files: { ...dockerfile('USER 1000'), ...manifest() },
    registry: exampleRegistry({
      images: [
        exampleImage({
          platforms: seen([examplePlatform({ config: seen({ volumes: ['/data', '/tmp'] }) })]),
        }),
      ],
    }),
    verdict: 'fail',
    reason: '/data',
  },
  {
    title: 'The same on a claim',
    files: { ...dockerfile('USER 1000'), ...mounted(claim) },
    registry: exampleRegistry({
      images: [
        exampleImage({
          platforms: seen([examplePlatform({ config: seen({ volumes: ['/data'] }) })]),
        }),
      ],
    }),
    verdict: 'pass',
  },
  {
    title: 'SQLite that database.yml of Rails names for production',
    files: {
      Dockerfile: 'FROM ruby:3.4-slim\nWORKDIR /rails\nCOPY . .\nCMD ["bin/rails", "server"]\n',
      'config/database.yml':
        'default: &default\n  adapter: sqlite3\n\nproduction:\n  primary:\n    <<: *default\n    database: storage/production.sqlite3\n',
    },
    verdict: 'unknown',
  },
  {
    title: 'SQLite of Rails for development alone',
    files: {
      Dockerfile: 'FROM ruby:3.4-slim\nWORKDIR /rails\nCOPY . .\nCMD ["bin/rails", "server"]\n',
      'config/database.yml':
        'development:\n  adapter: sqlite3\n  database: storage/development.sqlite3\n\nproduction:\n  adapter: postgresql\n  database: shop\n',
    },
    verdict: 'pass',
  },
  {
    title: 'A spool beside the claim of a StatefulSet',
    files: {
      'k8s/app.yaml':
        'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: ingest\nspec:\n  template:\n    spec:\n      containers:\n        - name: ingest\n          image: registry.example.com/ingest:1.2.3\n          volumeMounts:\n            - { name: data, mountPath: /var/lib/ingest }\n            - { name: spool, mountPath: /var/spool/ingest }\n      volumes:\n        - { name: spool, emptyDir: {} }\n  volumeClaimTemplates:\n    - metadata: { name: data }\n      spec: { accessModes: [ReadWriteOnce] }\n',
    },
    verdict: 'warn',
  },
]);
