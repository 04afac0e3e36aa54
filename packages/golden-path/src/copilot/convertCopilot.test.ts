import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { renderTarget } from '../render/__testUtils__/renderTarget';
import { ValueOverrides } from '../service/resolveValues';
import { serviceSpecSchema } from '../service/serviceSpec';
import { InputError } from '../errors/InputError';
import { validManifests } from './__fixtures__/validManifests';
import { convertSchedule } from './convert/convertSchedule';
import { convertCopilot } from './convertCopilot';
import { mergeCopilotEnvironment } from './mergeCopilotEnvironment';

jest.setTimeout(120_000);

const reasonOf = (manifest: string, path: string) =>
  convertCopilot({ manifest }).unmapped.find(field => field.path === path)?.reason ?? '';
const serviceOf = (manifest: string, environment?: string) =>
  convertCopilot({ manifest, environment }).service;

const web = `name: orders
type: Load Balanced Web Service
image: { build: Dockerfile, port: 3000, healthcheck: { command: ["CMD-SHELL", "curl -f http://localhost:3000/live || exit 1"] } }
http: { path: api, healthcheck: { path: /ready } }
cpu: 1024
memory: 2048
platform: linux/arm64
count: { range: 3-9, cpu_percentage: { value: 70 } }
variables: { LOG_LEVEL: warn, TEMPLATE: "a \\\\\${B}" }
secrets: { DB: { secretsmanager: "/\${COPILOT_ENVIRONMENT_NAME}/orders/database-url" }, KEY: { from_cfn: "\${COPILOT_ENVIRONMENT_NAME}:orders:key" } }
environments: { test: { count: 2, variables: { LOG_LEVEL: debug } } }
`;

describe('convertCopilot', () => {
  it('keeps ports, variables, secrets, health, stop time and scaling of a web service', () => {
    const patches =
      '- { op: add, path: /Resources/TaskDefinition/Properties/ContainerDefinitions/0/StopTimeout, value: 75 }';
    const { name, type, service, problems } = convertCopilot({ manifest: web, patches });
    expect({ name, type }).toEqual({ name: 'orders', type: 'Load Balanced Web Service' });
    expect(service).toEqual({
      name: 'orders',
      workload: 'service',
      port: 3000,
      cpu: 1024,
      memory: 2048,
      architectures: ['arm64'],
      scaling: { min: 3, max: 9, cpuPercent: 70, spot: false },
      paths: { live: '/live', ready: '/ready', route: '/api' },
      shutdown: { drainSeconds: 5, maxRequestSeconds: 60, flushSeconds: 5 },
      env: { LOG_LEVEL: 'warn', TEMPLATE: 'a ${B}' },
      secrets: [
        { env: 'DB', name: 'database-url' },
        { env: 'KEY', name: 'key' },
      ],
    });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('takes the values of an environment', () => {
    const service = serviceOf(web, 'test');
    expect(service).toMatchObject({ scaling: { min: 2, max: 2 }, env: { LOG_LEVEL: 'debug' } });
  });

  it.each([
    ['Backend Service', 'image: { location: a/b, port: 8080 }', 'service'],
    ['Backend Service', 'image: { location: a/b }\nhttp: { path: / }', 'service'],
    ['Backend Service', 'image: { location: a/b }', 'worker'],
    ['Worker Service', 'image: { location: a/b }', 'worker'],
    ['Scheduled Job', 'image: { location: a/b }\non: { schedule: "@daily" }', 'job'],
  ])('makes of a %s with %j a %s', (type, lines, workload) => {
    expect(serviceOf(`name: a-b\ntype: ${type}\n${lines}\n`)).toMatchObject({ workload });
  });

  it('keeps schedule and longest run of a job', () => {
    const manifest = `name: report
type: Scheduled Job
image: { location: a/b }
on: { schedule: "cron(30 2 ? * 2-6 *)" }
timeout: 1h30m
retries: 5
`;
    expect(serviceOf(manifest)).toMatchObject({
      schedule: '30 2 * * MON-FRI',
      timeoutSeconds: 5400,
      shutdown: { drainSeconds: 0, maxRequestSeconds: 20, flushSeconds: 5 },
    });
    expect(serviceOf(manifest)).not.toHaveProperty('scaling');
    expect(reasonOf(manifest, 'retries')).toMatch(/again twice/);
  });

  it.each([
    ['Static Site', /behind a content network/],
    ['Request-Driven Web Service', /closed to new customers/],
    ['Environment', /describes no service/],
    ['Pipeline', /describes no service/],
  ])('reads a %s and reports all of it', (type, reason) => {
    const { service, unmapped } = convertCopilot({ manifest: validManifests[type]! });
    expect(service).toEqual({});
    expect(unmapped.length).toBeGreaterThan(2);
    expect(unmapped.every(field => reason.test(field.reason))).toBe(true);
  });

  it.each(Object.keys(validManifests).filter(type => type !== 'Pipeline'))(
    'loses no field of a %s in any environment',
    type => {
      const manifest = parse(validManifests[type]!);
      for (const environment of ['test', 'prod', 'other']) {
        const { mapped, unmapped } = convertCopilot({
          manifest: validManifests[type]!,
          environment,
        });
        const seen = [...mapped, ...unmapped].map(({ path }) => path);
        for (const leaf of leavesOf(mergeCopilotEnvironment(manifest, environment))) {
          const isSeen = seen.some(path => leaf === path || leaf.startsWith(`${path}.`));
          expect({ leaf, isSeen }).toEqual({ leaf, isSeen: true });
        }
      }
    },
  );

  it.each([
    ['image: { location: a/b, port: 80 }', 'image.port', /1024 or higher/],
    ['count: 1', 'count', /From 2 to 2 tasks instead of 1 to 1/],
    ['count: { range: 1-4, cpu_percentage: 10 }', 'count.range', /From 2 to 4/],
    ['count: { range: 2-4, cpu_percentage: 10 }', 'count.cpu_percentage', /20 %/],
    ['cpu: 300', 'cpu', /no size that Fargate offers/],
    ['platform: windows/amd64', 'platform', /Linux/],
    ['variables: { lower: a }', 'variables.lower', /capitals/],
    ['variables: { A: "x-${COPILOT_ENVIRONMENT_NAME}" }', 'variables.A', /put together/],
    ['variables: { PORT: "9999" }', 'variables.PORT', /port of the service/],
    ['secrets: { A_B: /copilot/x }', 'secrets.A_B', /\/<environment>\/orders\/a-b/],
    ['http: { path: /, stickiness: true }', 'http.stickiness', /no session/],
    ['sidecars: { proxy: { image: x } }', 'sidecars.proxy.image', /one container/],
    ['storage: { readonly_fs: false }', 'storage.readonly_fs', /read-only/],
    ['exec: true', 'exec', /Nobody opens a shell/],
    [
      'taskdef_overrides: [{ path: "Volumes[0].Name", value: x }]',
      'taskdef_overrides',
      /new target/,
    ],
    ['unheard: 1', 'unheard', /no place/],
  ])('says what becomes of %j', (line, path, reason) => {
    const manifest = `name: orders\ntype: Load Balanced Web Service\nimage: { location: a/b, port: 8080 }\nhttp: { path: / }\n`;
    const key = line.slice(0, line.indexOf(':'));
    const rest = manifest.split('\n').filter(other => !other.startsWith(`${key}:`));
    expect(reasonOf(`${rest.join('\n')}\n${line}\n`, path)).toMatch(reason);
  });

  it('says which variables came from addons, and keeps no addon to itself', () => {
    const { unmapped } = convertCopilot({
      manifest: web,
      addons: {
        'table.yml':
          'Resources: {}\nOutputs:\n  OrdersTableName: { Value: !Ref Table }\n  DBSecretArn: { Value: x }\n',
        'broken.yml': '[',
      },
    });
    expect(unmapped.find(({ path }) => path === 'addons/table.yml')?.reason).toContain(
      'ORDERS_TABLE_NAME, DB_SECRET_ARN',
    );
    expect(unmapped.map(({ path }) => path)).toContain('addons/broken.yml');
  });

  it.each([
    [
      'an unread patch',
      '- { op: remove, path: /Resources/Service }',
      'overrides/cfn.patches.yml /Resources/Service',
    ],
    ['no list', 'a: b', 'overrides/cfn.patches.yml'],
  ])('reports %s', (_, patches, path) => {
    const { unmapped } = convertCopilot({ manifest: web, patches });
    expect(unmapped.map(field => field.path)).toContain(path);
  });

  it('gives the same stop timeout for every one that Fargate allows, and says where it cannot', () => {
    for (const [type, more] of [
      ['Backend Service', ''],
      ['Scheduled Job', '\non: { schedule: "@daily" }'],
    ]) {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 120 }), stop => {
          const manifest = `name: a-b\ntype: ${type}\nimage: { location: a/b }${more}\ntaskdef_overrides: [{ path: "ContainerDefinitions[0].StopTimeout", value: ${stop} }]\n`;
          const { service, unmapped } = convertCopilot({ manifest });
          const { shutdown } = service;
          const total = shutdown
            ? shutdown.drainSeconds + shutdown.maxRequestSeconds + shutdown.flushSeconds + 5
            : undefined;
          const isSaid = unmapped.some(({ path }) => path === 'StopTimeout');
          expect(isSaid ? stop : total).toBe(stop);
          expect(isSaid).toBe(shutdown === undefined);
          if (shutdown) serviceSpecSchema.shape.shutdown.parse(shutdown);
        }),
      );
    }
  });

  it('gives only what a service description accepts, whatever the manifest says', () => {
    const partial = serviceSpecSchema.partial();
    const field = fc.record(
      {
        cpu: fc.oneof(fc.constantFrom(256, 512, 1024), fc.integer()),
        memory: fc.oneof(fc.constantFrom(512, 1024, 2048), fc.integer()),
        count: fc.oneof(
          fc.integer({ min: -5, max: 5000 }),
          fc.record({
            range: fc.constantFrom('0-1', '1-5000', '3-2', 'x'),
            cpu_percentage: fc.integer(),
          }),
          fc.record({ spot: fc.integer({ min: 0, max: 9 }) }),
        ),
        variables: fc.dictionary(fc.string({ maxLength: 8 }), fc.string({ maxLength: 20 })),
        secrets: fc.dictionary(
          fc.constantFrom('A', 'B_C', 'd', 'X__Y'),
          fc.string({ maxLength: 20 }),
        ),
        http: fc.record({
          path: fc.string({ maxLength: 9 }),
          healthcheck: fc.string({ maxLength: 9 }),
        }),
        platform: fc.constantFrom('linux/arm64', 'linux/amd64', 'windows/amd64', 'x'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(field, fc.integer({ min: 0, max: 65_535 }), (fields, port) => {
        const manifest = stringify({
          ...fields,
          name: 'orders',
          type: 'Load Balanced Web Service',
          image: { location: 'a/b', port },
        });
        const { scaling, ...service } = serviceOf(manifest);
        const result = partial.safeParse({
          ...service,
          ...(scaling ? { scaling: { cpuPercent: 60, ...scaling } } : {}),
        });
        expect(result.error?.issues ?? []).toEqual([]);
      }),
    );
  });

  it.each<[string, ValueOverrides]>([
    ['a service', { port: 9090, size: { cpu: 1024, memory: 4096, min: 3, max: 7 } }],
    ['a worker', { workload: 'worker', shutdown: { drainSeconds: 0, maxRequestSeconds: 90 } }],
    ['a job', { workload: 'job', schedule: '*/20 4 * * 1-5', timeoutSeconds: 1200 }],
  ])('brings back the description that %s was generated from', async (_, overrides) => {
    const rendered = await renderTarget({
      target: 'copilot',
      overrides: { ...overrides, secrets: ['database-url'], env: { GREETING: 'a ${B} "c": #d' } },
    });
    const { service } = rendered;
    const converted = convertCopilot({
      manifest: rendered.text('copilot/orders/manifest.yml')!,
      patches: rendered.text('copilot/orders/overrides/cfn.patches.yml')!,
      environment: 'production',
    });
    rendered.remove();
    const isJob = service.workload === 'job';
    expect(converted.service).toMatchObject({
      name: 'orders',
      workload: service.workload,
      cpu: service.cpu,
      memory: service.memory,
      env: { ...service.env, LOG_LEVEL: 'info' },
      secrets: service.secrets,
      shutdown: isJob ? { ...service.shutdown, drainSeconds: 0 } : service.shutdown,
      ...(isJob
        ? { timeoutSeconds: 1200, schedule: '*/20 4 * * MON,TUE,WED,THU,FRI' }
        : {
            port: service.port,
            // Copilot has no Spot on arm64.
            scaling: { ...service.scaling, spot: false },
            paths: { live: service.paths.live },
          }),
      ...(service.workload === 'service' ? { paths: service.paths } : {}),
    });
  });

  it.each([
    ['unknown keys', 'aaaaaaaaaaaaaaaaaaaaaaaa', ': 1', ''],
    ['variables', '  A', ': x', 'variables:\n'],
    ['sidecars', '  a', ': { image: x }', 'sidecars:\n'],
  ])('takes no time to speak of for thousands of %s', (_, start, end, head) => {
    const lines = Array.from({ length: 2000 }, (__, index) => `${start}${index}${end}`);
    const manifest = `name: a-b\ntype: Backend Service\nimage: { location: a/b }\n${head}${lines.join('\n')}\n`;
    const started = performance.now();
    const { mapped, unmapped } = convertCopilot({ manifest });
    expect(mapped.length + unmapped.length).toBeGreaterThanOrEqual(2000);
    // A bound for busy machines; what grows with the square takes ten times as long.
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('refuses what is no manifest', () => {
    expect(() => convertCopilot({ manifest: 'a: 1' })).toThrow(InputError);
  });
});

describe('convertSchedule', () => {
  it.each([
    ['0 3 * * *', '0 3 * * *', false],
    ['@hourly', '0 * * * *', false],
    ['@weekly', '0 0 * * 0', false],
    ['@every 15m', '*/15 * * * *', true],
    ['@every 2h0m', '0 */2 * * *', true],
    ['rate(1 hour)', '0 * * * *', true],
    ['rate(1 day)', '0 0 * * *', true],
    ['cron(0/10 8 * * ? *)', '*/10 8 * * *', false],
    ['cron(0 9 1 * ? *)', '0 9 1 * *', false],
    ['cron(0 9 ? * MON-FRI *)', '0 9 * * MON-FRI', false],
    ['cron(0 9 ? * 1 *)', '0 9 * * SUN', false],
  ])('writes %s as %s', (given, schedule, phase) => {
    expect(convertSchedule(given)).toEqual({ schedule, phase });
  });

  it.each([
    'none',
    '@every 7m',
    '@every 90m',
    'rate(2 days)',
    'cron(0 9 L * ? *)',
    'cron(0 9 ? * 6#3 *)',
    'cron(0 9 * * ? 2027)',
    '61 * * * *',
    '',
  ])('does not guess %j', given => expect(convertSchedule(given)).toBeUndefined());
});

/** Paths of the values of a manifest; lists are one value. */
function leavesOf(value: unknown, path = ''): string[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object' || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, path === '' ? key : `${path}.${key}`),
  );
}
