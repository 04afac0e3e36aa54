import { observeDeployment } from '../deployment/__testUtils__/observeDeployment';

const manifest = `name: api
type: Load Balanced Web Service
image:
  build: { dockerfile: api/Dockerfile, context: ., target: release }
  port: 8080
  healthcheck: { command: ["CMD-SHELL", "curl -f http://localhost:8080/ || exit 1"] }
cpu: 256
http: { path: /, stickiness: true }
count: { range: 1-10, cpu_percentage: 70 }
command: "node 'my server.js' --port 80"
storage:
  readonly_fs: true
  volumes:
    data: { path: /data, read_only: false, efs: true }
    cache: { path: /cache, read_only: false }
variables:
  LOG_LEVEL: info
  TOPIC: arn:aws:sns:eu-west-1:123456789012:t
secrets: { DB_PASSWORD: "/copilot/\${COPILOT_ENVIRONMENT_NAME}/db" }
observability: { tracing: awsxray }
sidecars: { nginx: { image: "nginx:1.27", port: 80 } }
taskdef_overrides: [{ path: "ContainerDefinitions[0].User", value: "1000" }]
environments:
  test: { count: 1 }
  prod:
    cpu: 1024
    count: { range: { min: 3, max: 20 } }
    variables: { LOG_LEVEL: warn, EXTRA: x }
    deployment: { rollback_alarms: [a] }
`;

describe('Copilot', () => {
  it('reads a service as production gets it', async () => {
    const { platforms, workloads, ownContainers, environments, unread } = await observeDeployment({
      'copilot/api/manifest.yml': manifest,
      'copilot/environments/test/manifest.yml': 'name: test\n',
      'copilot/pipelines/main/manifest.yml': 'name: main\n',
    });
    expect(platforms).toEqual(['copilot']);
    expect(unread).toEqual([]);
    expect(ownContainers).toHaveLength(1);
    expect(ownContainers[0]).toMatchObject({
      unit: 'copilot/api api',
      path: 'copilot/api/manifest.yml',
      line: 3,
      image: { resolved: true, value: undefined },
      args: { value: ['node', 'my server.js', '--port', '80'] },
      runAsUser: { value: '1000' },
      limitsCpu: { value: '1024' },
      limitsMemory: { value: '512' },
      readOnlyRootFilesystem: { value: true },
      hasLivenessProbe: { value: true },
      hasTargetGroupCheck: { value: true },
      ports: { value: ['8080/TCP'] },
      healthCommands: [
        { command: ['CMD-SHELL', 'curl -f http://localhost:8080/ || exit 1'], line: 6 },
      ],
    });
    expect(
      ownContainers[0]?.environment.map(({ name, source, line }) => [name, source, line]),
    ).toEqual([
      ['LOG_LEVEL', 'literal', 28],
      ['TOPIC', 'literal', 18],
      ['EXTRA', 'literal', 28],
      ['DB_PASSWORD', 'secret', 19],
    ]);
    expect(workloads[0]).toMatchObject({
      kind: 'Load Balanced Web Service',
      replicas: { value: 3 },
      autoscalers: [{ kind: 'copilot-count', min: { value: 3 }, max: { value: 20 } }],
      regions: ['eu-west-1'],
      runsInAws: true,
      affinitySignals: [{ path: 'copilot/api/manifest.yml', line: 8 }],
      telemetrySignals: [{ group: 'instrumentation' }, { group: 'alarm' }],
      containers: [
        { name: 'api', role: 'own' },
        { name: 'nginx', role: 'sidecar', image: { value: 'nginx:1.27' } },
      ],
    });
    expect([...(workloads[0]?.mountsByContainer.get('api') ?? [])]).toMatchObject([
      { volume: 'efs', readOnly: false },
      { volume: 'ephemeral', readOnly: false },
    ]);
    expect(environments.map(({ name, workloads: [one] }) => [name, one?.replicas])).toEqual([
      ['test', { resolved: true, value: 1 }],
      ['prod', { resolved: true, value: 3 }],
    ]);
  });

  it('knows what each type does by default', async () => {
    const { ownContainers, workloads } = await observeDeployment({
      'copilot/a/manifest.yml':
        'name: a\ntype: Request-Driven Web Service\nimage: { location: "a/a:1", port: 80 }\n',
      'copilot/b/manifest.yml': 'name: b\ntype: Backend Service\nimage: { build: b/Dockerfile }\n',
      'copilot/c/manifest.yml': 'name: c\ntype: Static Site\nfiles: []\n',
    });
    expect(
      ownContainers.map(({ name, hasReadinessProbe, limitsCpu }) => [
        name,
        hasReadinessProbe,
        limitsCpu,
      ]),
    ).toEqual([
      ['a', { resolved: true, value: false }, { resolved: true, value: '1024' }],
      ['b', { resolved: true, value: false }, { resolved: true, value: '256' }],
    ]);
    expect(workloads.map(({ autoscalers }) => autoscalers.length)).toEqual([1, 0]);
  });

  it.each([
    ['name: [', 'manifest.yml'],
    ['- a', 'no manifest of Copilot'],
  ])('names a manifest that it cannot read: %s', async (text, reason) => {
    const { unread, ownContainers } = await observeDeployment({ 'copilot/a/manifest.yml': text });
    expect(ownContainers).toEqual([]);
    expect(unread).toMatchObject([
      { platform: 'copilot', reason: expect.stringContaining(reason) },
    ]);
  });

  describe('patches beside a manifest', () => {
    const container = '/Resources/TaskDefinition/Properties/ContainerDefinitions/0';
    const observePatches = (patches: string, name = 'cfn.patches.yml') =>
      observeDeployment({
        'copilot/api/manifest.yml': 'name: api\ntype: Backend Service\nimage: { location: a/b }\n',
        'copilot/environments/prod/manifest.yml': 'name: prod\n',
        'copilot/api/overrides/README.md': 'Patches.',
        [`copilot/api/overrides/${name}`]: patches,
      });

    it('are read where they harden the task', async () => {
      const { ownContainers, workloads, unread } = await observePatches(
        [
          `- { op: add, path: ${container}/StopTimeout, value: 45 }`,
          `- { op: add, path: ${container}/User, value: "65532:65532" }`,
          `- { op: add, path: ${container}/LinuxParameters, value: { Capabilities: { Drop: [ALL] } } }`,
          '- { op: replace, path: /Resources/EnvControllerFunction/Properties/Runtime, value: nodejs24.x }',
        ].join('\n'),
      );
      expect(unread).toEqual([]);
      expect(ownContainers[0]).toMatchObject({
        runAsUser: { value: '65532:65532' },
        droppedCapabilities: { value: ['ALL'] },
      });
      expect(workloads[0]).toMatchObject({ gracePeriodSeconds: { value: 45 } });
    });

    it.each([
      ['another field', `- { op: add, path: ${container}/Command, value: [sh] }`],
      ['another resource', '- { op: add, path: /Resources/Service/Properties/X, value: 1 }'],
      ['a removal', `- { op: remove, path: ${container}/User }`],
      ['a second container', `- { op: add, path: ${container.slice(0, -1)}1/User, value: "1" }`],
      ['no list', 'op: add'],
      ['something else in the list', '- 1'],
    ])('leave it open what is made of %s', async (_, patches) => {
      const { unread } = await observePatches(patches);
      expect(unread).toMatchObject([{ path: 'copilot/api/overrides/cfn.patches.yml' }]);
    });

    it('leave it open what a program makes', async () => {
      const { unread } = await observePatches('export class X {}', 'stack.ts');
      expect(unread).toHaveLength(1);
    });
  });
});
