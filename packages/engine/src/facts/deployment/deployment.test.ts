import { observe, observeDeployment as read } from './__testUtils__/observeDeployment';

const template = (image: string, more = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: {{ .Release.Name }} }
spec:
  template:
    spec:
      containers:
        - name: app
          image: ${image}
${more}`;

const chartYaml = 'apiVersion: v2\nname: orders\nversion: 0.1.0\n';

describe('deployment', () => {
  it('names the values of production that it does not render', async () => {
    const names = [1, 2, 3, 4, 5, 6, 7].map(n => `chart/values-production-${n}.yaml`);
    const { unread } = await read({
      'chart/Chart.yaml': chartYaml,
      'chart/templates/deployment.yaml': template('orders:1.0'),
      ...Object.fromEntries(names.map(name => [name, 'replicas: 2\n'])),
    });
    expect(unread.map(({ path }) => path)).toEqual(names.slice(5));
    expect(unread[0]?.reason).toMatch(/one of 7 files .* rendered with 5 of them/);
  });

  it('is absent without a descriptor', async () => {
    expect(await observe({ Dockerfile: 'FROM scratch\n' })).toEqual({ status: 'absent' });
    expect(await observe({ 'compose.yaml': 'services: {}\n' })).toEqual({ status: 'absent' });
  });

  it.each([['infra/main.tf', 'resource "aws_ecs_task_definition" "a" {}\n', 'ecs', 'terraform']])(
    'names %s, whose containers are not written, as not read',
    async (path, text, platform, kind) => {
      const { platforms, ownContainers, unread } = await read({ [path]: text });
      expect(platforms).toEqual([platform]);
      expect(ownContainers).toEqual([]);
      expect(unread).toMatchObject([
        { platform, kind, path, reason: expect.stringContaining('not all written') },
      ]);
    },
  );

  it.each([
    ['ecs/task.json', '{"containerDefinitions": [{"name":"a","image":"x/a:1"}]}'],
    [
      'infra/service.yaml',
      'Resources:\n  T:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions: [{ Name: a, Image: x/a:1 }]\n',
    ],
  ])('takes the containers of ECS from %s', async (path, text) => {
    const { platforms, ownContainers, workloads, unread } = await read({ [path]: text });
    expect(platforms).toEqual(['ecs']);
    expect(ownContainers).toMatchObject([{ name: 'a', platform: 'ecs', path }]);
    expect(workloads).toHaveLength(1);
    expect(unread).toEqual([]);
  });

  it('does not take a Copilot environment for a service', async () => {
    expect(await observe({ 'copilot/environments/test/manifest.yml': 'name: test\n' })).toEqual({
      status: 'absent',
    });
  });

  it('renders with the values of production only', async () => {
    const files = {
      'chart/Chart.yaml': chartYaml,
      'chart/values.yaml': 'image: a/orders:dev\n',
      'chart/values-staging.yaml': 'image: a/orders:staging\n',
      'chart/values-nonprod.yaml': 'image: a/orders:nonprod\n',
      'chart/values-prod.yaml': 'image: a/orders:prod\n',
      'chart/templates/deployment.yaml': template('{{ .Values.image }}'),
    };
    const { ownContainers } = await read(files);
    expect(ownContainers.map(({ image }) => image)).toEqual([
      { resolved: true, value: 'a/orders:prod' },
    ]);
    expect(ownContainers[0]).toMatchObject({
      unit: 'Deployment/orders app',
      path: 'chart/templates/deployment.yaml',
      line: 8,
    });
  });

  it('keeps what must be given at deploy time unknown', async () => {
    const { ownContainers, unread } = await read({
      'chart/Chart.yaml': chartYaml,
      'chart/templates/deployment.yaml': template(
        'a/orders:{{ required "give a tag" .Values.tag }}',
        '          resources: { limits: { memory: 1Gi } }\n',
      ),
    });
    expect(unread).toEqual([]);
    expect(ownContainers).toMatchObject([
      {
        image: { resolved: false, reason: expect.stringContaining('give a tag') },
        limitsMemory: { resolved: true, value: '1Gi' },
      },
    ]);
  });

  it('takes only the image from the values for lint', async () => {
    const { ownContainers } = await read({
      'chart/Chart.yaml': chartYaml,
      'chart/ci/lint-values.yaml': 'image: { tag: "1" }\nresources: { limits: { memory: 1Gi } }\n',
      'chart/templates/deployment.yaml': template(
        '{{ if not (.Values.image).tag }}{{ fail "no tag" }}{{ end }}a/orders:{{ .Values.image.tag }}',
        '          resources: {{ .Values.resources | default dict | toJson }}\n',
      ),
    });
    expect(ownContainers).toMatchObject([
      { image: { value: 'a/orders:1' }, limitsMemory: { resolved: true, value: undefined } },
    ]);
  });

  it('names templates that may hold a workload and cannot be rendered, and no others', async () => {
    const { unread } = await read({
      'chart/Chart.yaml': chartYaml,
      'chart/templates/deployment.yaml': `{{ fail "never" }}\n${template('a/b:1')}`,
      'chart/templates/secret.yaml':
        'apiVersion: v1\nkind: Secret\ndata: { a: {{ snakecase "a" }} }\n',
    });
    expect(unread).toMatchObject([
      {
        kind: 'helm',
        path: 'chart/templates/deployment.yaml',
        reason: expect.stringContaining('never'),
      },
    ]);
  });

  it('says so when everything comes from a dependency that is not there', async () => {
    const { unread } = await read({
      'chart/Chart.yaml': `${chartYaml}dependencies: [{ name: service, version: 1.0.0, repository: "https://charts.example.com" }]\n`,
    });
    expect(unread).toMatchObject([
      { path: 'chart/Chart.yaml', reason: expect.stringContaining('service') },
    ]);
  });

  it('merges pod and container level and finds the own container', async () => {
    const { ownContainers } = await read({
      'k8s/app.yaml': `apiVersion: v1
kind: List
items:
  - apiVersion: apps/v1
    kind: Deployment
    metadata: { name: app }
    spec:
      template:
        spec:
          hostPID: true
          securityContext: { runAsUser: 1000, runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
          initContainers: [{ name: init, image: a/init:1 }]
          containers:
            - { name: proxy, image: "docker.io/envoyproxy/envoy:v1" }
            - name: app
              image: a/app:1
              securityContext: { runAsUser: 2000, capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] } }
              livenessProbe: { exec: { command: [/bin/check, now] } }
`,
    });
    expect(ownContainers).toHaveLength(1);
    expect(ownContainers[0]).toMatchObject({
      unit: 'Deployment/app app',
      line: 15,
      runAsUser: { value: 2000 },
      runAsNonRoot: { value: true },
      seccompProfile: { value: 'RuntimeDefault' },
      hostNamespaces: { value: ['hostPID'] },
      addedCapabilities: { value: ['NET_BIND_SERVICE'] },
      hasLivenessProbe: { value: true },
      hasReadinessProbe: { value: false },
      healthCommands: [{ kind: 'liveness', command: ['/bin/check', 'now'], path: 'k8s/app.yaml' }],
    });
  });

  it('judges the manifests of production when others are there too', async () => {
    const manifest = (image: string): string =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { containers: [{ name: p, image: "${image}" }] }\n`;
    const { ownContainers } = await read({
      'k8s/dev/pod.yaml': manifest('a/p:dev'),
      'k8s/prod/pod.yaml': manifest('a/p:prod'),
    });
    expect(ownContainers).toMatchObject([{ image: { value: 'a/p:prod' } }]);
  });

  it('leaves out what helm test runs', async () => {
    const { ownContainers } = await read({
      'chart/Chart.yaml': chartYaml,
      'chart/templates/test.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata: { name: t, annotations: { "helm.sh/hook": test } }\nspec: { containers: [{ name: t, image: a }] }\n',
    });
    expect(ownContainers).toEqual([]);
  });
});

describe('a hostile repository', () => {
  it('ends within the bounds of all charts together', async () => {
    const files: Record<string, string> = {};
    for (let chart = 0; chart < 20; chart += 1) {
      files[`c${chart}/Chart.yaml`] = chartYaml;
      files[`c${chart}/templates/a.yaml`] = '{{ range until 1000000000 }}x{{ end }}';
      for (const name of ['a', 'b', 'c']) files[`c${chart}/values-prod-${name}.yaml`] = 'a: 1\n';
    }
    const { ownContainers, unread } = await read(files);
    expect(ownContainers).toEqual([]);
    expect(new Set(unread.map(({ path }) => path.split('/')[0])).size).toBe(20);
  });
});
