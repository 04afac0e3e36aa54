import { observe, observeDeployment } from '../deployment/__testUtils__/observeDeployment';

const swarm = { 'container-lens/deploy-target': 'swarm' };

describe('compose as deploy target', () => {
  it('reads the services that are built here, with what production lays over them', async () => {
    const { platforms, workloads, ownContainers } = await observeDeployment(
      {
        'deploy/compose.yaml': `services:
  api:
    build: { context: .., dockerfile: api/Dockerfile }
    command: node 'my server.js'
    environment: [LOG_LEVEL=info, TOKEN]
    ports: ["8080:80", "127.0.0.1:53:53/udp"]
    volumes: ["data:/data", "./conf:/conf:ro", { type: tmpfs, target: /tmp }]
    stop_grace_period: 1m30s
  db: { image: "postgres:17" }
`,
        'deploy/compose.override.yaml': 'services: { api: { command: [bash] } }\n',
        'deploy/compose.prod.yaml': `services:
  api:
    user: "1000"
    read_only: true
    environment: { LOG_LEVEL: warn }
    deploy: { replicas: 3, resources: { limits: { cpus: "1", memory: 1G } } }
`,
      },
      swarm,
    );
    expect(platforms).toEqual(['compose']);
    expect(ownContainers).toHaveLength(1);
    expect(ownContainers[0]).toMatchObject({
      unit: 'compose/api api',
      path: 'deploy/compose.yaml',
      line: 2,
      dockerfile: 'api/Dockerfile',
      args: { value: ['node', 'my server.js'] },
      runAsUser: { value: '1000' },
      readOnlyRootFilesystem: { value: true },
      limitsCpu: { value: '1' },
      limitsMemory: { value: '1G' },
      hasLivenessProbe: { value: undefined },
      ports: { value: ['80/TCP', '53/UDP'] },
      environment: [
        { name: 'LOG_LEVEL', source: 'literal', value: { value: 'warn' }, line: 5 },
        { name: 'TOKEN', source: 'field' },
      ],
    });
    expect(workloads[0]).toMatchObject({
      replicas: { value: 3 },
      gracePeriodSeconds: { value: 90 },
    });
    expect(workloads[0]?.mountsByContainer.get('api')).toMatchObject([
      { volume: 'named', name: 'data', readOnly: false, line: 7 },
      { volume: 'host-path', hostPath: './conf', readOnly: true },
      { volume: 'empty-dir' },
    ]);
  });

  it('takes the defaults of variables, and keeps others unknown', async () => {
    const { ownContainers } = await observeDeployment(
      {
        'compose.yaml':
          'services:\n  a: { image: "a/a:${TAG:-1.2.3}" }\n  b: { image: "a/b:${TAG}" }\n',
      },
      swarm,
    );
    expect(ownContainers.map(({ image }) => image)).toMatchObject([
      { resolved: true, value: 'a/a:1.2.3' },
      { resolved: false },
    ]);
  });

  it('follows extends, and leaves out what a profile starts', async () => {
    const { ownContainers } = await observeDeployment(
      {
        'compose.yaml': `services:
  base: { build: ., profiles: [none], user: "1000" }
  api: { extends: { service: base }, profiles: [], read_only: true }
  tool: { build: ., profiles: [debug] }
`,
      },
      swarm,
    );
    expect(ownContainers).toMatchObject([
      {
        name: 'api',
        runAsUser: { value: '1000' },
        readOnlyRootFilesystem: { value: true },
        dockerfile: 'Dockerfile',
      },
    ]);
  });

  it('ends with services that extend each other', async () => {
    const { ownContainers } = await observeDeployment(
      {
        'compose.yaml': 'services: { a: { build: ., extends: b }, b: { build: ., extends: a } }\n',
      },
      swarm,
    );
    expect(ownContainers).toHaveLength(2);
  });

  it('is no descriptor without a declaration', async () => {
    const files = { 'compose.yaml': 'services: { a: { build: . } }\n' };
    expect(await observe(files)).toEqual({ status: 'absent' });
  });

  it('follows what a pipeline deploys', async () => {
    const { ownContainers } = await observeDeployment({
      'ops/stack.yml': 'services: { a: { image: "a/a:1" } }\n',
      'compose.yaml': 'services: { local: { build: . } }\n',
      '.github/workflows/deploy.yml':
        'jobs:\n  a:\n    steps:\n      - run: docker stack deploy --with-registry-auth \\\n          -c ops/stack.yml shop\n',
    });
    expect(ownContainers.map(({ name }) => name)).toEqual(['a']);
  });

  it.each([
    ['services: [', 'compose.yaml'],
    ['a: 1\n', 'no services'],
  ])('names a file that it cannot read: %s', async (text, reason) => {
    const { unread } = await observeDeployment({ 'compose.yaml': text }, swarm);
    expect(unread).toMatchObject([{ reason: expect.stringContaining(reason) }]);
  });
});
