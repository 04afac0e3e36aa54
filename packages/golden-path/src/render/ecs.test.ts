import fc from 'fast-check';
import { parse, ScalarTag } from 'yaml';
import { goldenPathConfigSchema } from '../config/goldenPathConfig';
import { Overlay } from '../overlay/loadOverlay';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { renderAndAssess } from '../preview/previewGoldenPath';
import { exampleOrganisation } from '../config/exampleOrganisation';
import { fargateSizes } from '../service/fargateSizes';
import { resolveValues, ValueOverrides } from '../service/resolveValues';
import { ServiceSpec, Workload } from '../service/serviceSpec';
import { renderOverlay } from './renderOverlay';
import { createTemplateText } from './templateText';

jest.setTimeout(120_000);

type Target = 'ecs' | 'ecs-express';
type Template = { Parameters: Record<string, any>; Resources: Record<string, any> };

/** Short forms of CloudFormation, as the long forms they stand for. */
const tags = ['Ref', 'Sub', 'GetAtt'].map((name): ScalarTag => ({
  tag: `!${name}`,
  resolve: (text: string) => ({ [name === 'Ref' ? name : `Fn::${name}`]: text }),
}));
const overlays = new Map<Target, Overlay>();

beforeAll(async () => {
  const library = OverlayLibrary.create({});
  for (const target of ['ecs', 'ecs-express'] as const) {
    overlays.set(target, await library.get(`deploy/${target}`));
  }
});

function render(options: {
  target?: Target;
  name?: string;
  overrides?: ValueOverrides;
  config?: object;
  service?: (service: ServiceSpec) => Partial<ServiceSpec>;
}) {
  const { target = 'ecs', name = 'orders', overrides = {}, config = {} } = options;
  const resolved = resolveValues({
    language: 'node',
    target,
    ci: 'github',
    name,
    overrides,
    config: goldenPathConfigSchema.parse({
      limits: { maxCpu: 16_384, maxMemory: 122_880 },
      ...config,
    }),
  });
  const service = { ...resolved.service, ...options.service?.(resolved.service) };
  const values = { name, service, platform: resolved.values };
  const files = renderOverlay({
    overlay: overlays.get(target)!,
    values,
    text: createTemplateText(values),
  });
  const texts = new Map(files.map(({ path, content }) => [path, content.toString('utf8')]));
  const path = texts.has('infra/job.yaml') ? 'infra/job.yaml' : 'infra/service.yaml';
  const template: Template = parse(texts.get(path) ?? '', { customTags: tags as never });
  return { texts, text: texts.get(path) ?? '', template, service, platform: resolved.values };
}

const variants: [Target, Workload][] = [
  ['ecs', 'service'],
  ['ecs', 'worker'],
  ['ecs', 'job'],
  ['ecs-express', 'service'],
];
const ofType = ({ Resources }: Template, type: string) =>
  Object.values(Resources).filter(({ Type }) => Type === type);
const only = (template: Template, type: string) => {
  const found = ofType(template, type);
  expect(found).toHaveLength(1);
  return found[0].Properties;
};
const container = (template: Template) =>
  only(template, 'AWS::ECS::TaskDefinition').ContainerDefinitions[0];
const environment = (template: Template) =>
  new Map<string, unknown>(container(template).Environment.map((e: any) => [e.Name, e.Value]));

describe.each(variants)('the stack of %s for a %s', (target, workload) => {
  const rendered = (overrides: ValueOverrides = {}) =>
    render({ target, overrides: { workload, ...overrides } });

  it('takes its image by digest only, which has no default', () => {
    const { template } = rendered();
    expect(container(template).Image['Fn::Sub']).toMatch(/@\$\{ImageDigest\}$/);
    const { ImageDigest } = template.Parameters;
    expect(ImageDigest.AllowedPattern).toBe('sha256:[a-f0-9]{64}');
    expect(ImageDigest).not.toHaveProperty('Default');
  });

  it('is hardened, with a scratch folder its user can write to', () => {
    const { template } = rendered();
    expect(container(template)).toMatchObject({
      User: '65532:65532',
      ReadonlyRootFilesystem: true,
      VersionConsistency: 'enabled',
      LinuxParameters: { Capabilities: { Drop: ['ALL'] }, Tmpfs: [{ ContainerPath: '/tmp' }] },
      LogConfiguration: { LogDriver: 'awslogs', Options: { mode: 'non-blocking' } },
    });
    expect(container(template)).not.toHaveProperty('Command');
    expect(container(template)).not.toHaveProperty('EntryPoint');
    expect(only(template, 'AWS::Logs::LogGroup').RetentionInDays).toBeGreaterThan(0);
  });

  it('has roles of its own that nobody else can take', () => {
    const { template } = rendered();
    const task = only(template, 'AWS::ECS::TaskDefinition');
    expect(task.ExecutionRoleArn).not.toEqual(task.TaskRoleArn);
    for (const { Properties } of ofType(template, 'AWS::IAM::Role')) {
      for (const statement of Properties.AssumeRolePolicyDocument.Statement) {
        expect(statement.Condition.StringEquals['aws:SourceAccount']).toEqual({
          Ref: 'AWS::AccountId',
        });
      }
      for (const statement of (Properties.Policies ?? []).flatMap(
        (p: any) => p.PolicyDocument.Statement,
      )) {
        expect(JSON.stringify(statement.Action)).not.toContain('*');
        expect(statement.Resource === '*' ? statement.Action : '').toMatch(
          /^(ecr:GetAuthorizationToken)?$/,
        );
      }
    }
  });

  it('names secrets and never holds one', () => {
    const { template, text } = rendered({ secrets: ['client-secret'] });
    const name = { 'Fn::ImportValue': { 'Fn::Sub': '${Environment}:orders:client-secret' } };
    expect(container(template).Secrets).toEqual([{ Name: 'CLIENT_SECRET', ValueFrom: name }]);
    expect(text).toContain('Action: secretsmanager:GetSecretValue');
    expect(container(rendered().template)).not.toHaveProperty('Secrets');
    expect(rendered().text).not.toContain('secretsmanager');
  });

  it('has parameters for every environment, and all that have no default', () => {
    const { texts, template } = rendered();
    const required = Object.entries(template.Parameters)
      .filter(([name, { Default }]) => Default === undefined && name !== 'ImageDigest')
      .map(([name]) => name);
    for (const name of ['staging', 'production']) {
      const { Parameters, Tags } = JSON.parse(texts.get(`infra/params/${name}.json`) ?? '');
      expect(Object.keys(Parameters)).toEqual(expect.arrayContaining(required));
      expect(Object.keys(template.Parameters)).toEqual(
        expect.arrayContaining(Object.keys(Parameters)),
      );
      expect(Tags).toEqual({ component: 'orders', environment: name });
    }
  });

  it('gets the grade A without a failed check', async () => {
    const { scorecard } = await renderAndAssess({
      config: goldenPathConfigSchema.parse({}),
      request: {
        language: 'node',
        target,
        workload,
        name: 'orders',
        owner: 'group:default/team-a',
      },
      organisation: exampleOrganisation,
      now: new Date('2026-11-22T00:00:00Z'),
    });
    expect(scorecard.score).toMatchObject({ grade: 'A', highRisks: 0 });
    const noted = scorecard.results.filter(
      ({ verdict }) => verdict === 'fail' || verdict === 'warn',
    );
    // Whether the pushed image carries them can only be asked of a registry.
    expect(noted.map(({ check }) => check)).toEqual(['sec-image-provenance', 'sec-image-sbom']);
    const open = scorecard.results
      .filter(({ verdict }) => verdict === 'unknown')
      .map(({ check }) => check);
    expect(open).not.toContain('ops-deploy-image-ref-immutable');
  });
});

describe('what a workload does not have', () => {
  const types = (target: Target, workload: Workload) =>
    Object.values(render({ target, overrides: { workload } }).template.Resources).map(
      ({ Type }) => Type,
    );

  it('is a load balancer for a worker', () => {
    expect(types('ecs', 'worker').join()).not.toContain('ElasticLoadBalancing');
    const group = only(
      render({ overrides: { workload: 'worker' } }).template,
      'AWS::EC2::SecurityGroup',
    );
    expect(group).not.toHaveProperty('SecurityGroupIngress');
    expect(types('ecs', 'worker')).toContain('AWS::ApplicationAutoScaling::ScalableTarget');
  });

  it('is a service, a port or a health check for a job, which has a queue of failures', () => {
    const { template } = render({ overrides: { workload: 'job', schedule: '0 4 * * 1' } });
    expect(ofType(template, 'AWS::ECS::Service')).toEqual([]);
    expect(container(template)).not.toHaveProperty('PortMappings');
    expect(container(template)).not.toHaveProperty('HealthCheck');
    const schedule = only(template, 'AWS::Scheduler::Schedule');
    expect(schedule.ScheduleExpression).toBe('cron(0 4 ? * MON *)');
    expect(schedule.Target.DeadLetterConfig.Arn).toEqual({ 'Fn::GetAtt': 'FailureQueue.Arn' });
    expect(schedule.Target.RoleArn).toEqual({ 'Fn::GetAtt': 'SchedulerRole.Arn' });
    expect(environment(template).get('JOB_TIMEOUT_SECONDS')).toBe('900');
  });

  it('is a desired count, which each release would reset', () => {
    const service = only(render({}).template, 'AWS::ECS::Service');
    expect(service).not.toHaveProperty('DesiredCount');
    expect(service.DeploymentConfiguration).toMatchObject({
      DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      Alarms: { Enable: true, Rollback: true },
    });
  });

  it('is anything but a service on Express Mode', () => {
    expect(overlays.get('ecs-express')?.manifest.workloads).toEqual(['service']);
    const { template } = render({ target: 'ecs-express' });
    expect(container(template).Name).toBe('Main');
    expect(container(template).PortMappings).toHaveLength(1);
    expect(only(template, 'AWS::ECS::ExpressGatewayService')).not.toHaveProperty(
      'PrimaryContainer',
    );
  });
});

it('makes a file of parameters for each of four environments, and keeps policies within what IAM takes', () => {
  const environments = ['dev', 'test', 'stage', 'live'].map(name => ({
    name,
    approval: name === 'live',
  }));
  const { texts } = render({ config: { environments }, name: 'a'.repeat(40) });
  const files = [...texts.keys()].filter(path => path.startsWith('infra/params/')).sort();
  expect(files).toEqual(['dev', 'live', 'stage', 'test'].map(name => `infra/params/${name}.json`));
  const { Resources } = parse(texts.get('infra/deploy-policy.yaml') ?? '', {
    customTags: tags as never,
  });
  const size = (document: unknown) => JSON.stringify(document).length;
  expect(size(Resources.DeployPolicy.Properties.PolicyDocument)).toBeLessThan(6144);
  expect(size(Resources.StackRole1.Properties.Policies)).toBeLessThan(10_240);
});

describe('whatever the service spec says', () => {
  const spec = fc.record({
    name: fc.stringMatching(/^[a-z][a-z0-9]{1,38}[a-z0-9]$/),
    size: fc
      .constantFrom(...fargateSizes)
      .chain(({ cpu, memory }) =>
        fc.record({ cpu: fc.constant(cpu), memory: fc.constantFrom(...memory) }),
      ),
    shutdown: fc.record({
      drainSeconds: fc.integer({ min: 0, max: 10 }),
      maxRequestSeconds: fc.integer({ min: 1, max: 90 }),
      flushSeconds: fc.integer({ min: 0, max: 5 }),
    }),
    port: fc.integer({ min: 1024, max: 65_535 }),
    env: fc.dictionary(
      fc.stringMatching(/^[A-Z][A-Z0-9_]{0,20}$/).map(key => `X_${key}`),
      fc.string({ unit: 'binary', maxLength: 40 }),
      { maxKeys: 5 },
    ),
    spot: fc.boolean(),
    architectures: fc.constantFrom<ServiceSpec['architectures'][]>(
      ['arm64'],
      ['amd64'],
      ['arm64', 'amd64'],
    ),
    variant: fc.constantFrom(...variants),
  });

  it('follows it, waits longer than the program and keeps to the limits of CloudFormation', () => {
    fc.assert(
      fc.property(spec, ({ name, size, shutdown, port, env, spot, architectures, variant }) => {
        const [target, workload] = variant;
        const { template, text, platform } = render({
          target,
          name,
          overrides: { workload, size, shutdown, port, env },
          service: ({ scaling }) => ({ architectures, scaling: { ...scaling, spot } }),
        });
        const task = only(template, 'AWS::ECS::TaskDefinition');
        expect([task.Cpu, task.Memory]).toEqual([String(size.cpu), String(size.memory)]);
        const deadline = Number(environment(template).get('SHUTDOWN_TIMEOUT_SECONDS'));
        expect(container(template).StopTimeout).toBe(platform.derived.stopTimeoutSeconds);
        expect(container(template).StopTimeout).toBe(deadline + 5);
        expect(container(template).StopTimeout).toBeLessThanOrEqual(120);
        expect(Object.fromEntries(environment(template))).toMatchObject(env);
        expect(template.Parameters.CpuArchitecture.Default).toBe(
          architectures.includes('arm64') ? 'ARM64' : 'X86_64',
        );
        const isJob = workload === 'job';
        expect(template.Parameters.SpotWeight?.Default).toBe(
          isJob || target === 'ecs-express' ? undefined : Number(spot) * 3,
        );
        const { PortMappings, HealthCheck } = container(template);
        expect(PortMappings?.[0].ContainerPort).toBe(isJob ? undefined : port);
        expect(HealthCheck?.Command).toEqual(
          isJob ? undefined : ['CMD', '/usr/local/bin/healthprobe', String(port), '/livez'],
        );
        expect(Buffer.byteLength(text)).toBeLessThan(51_200);
      }),
      { numRuns: 20 },
    );
  });
});
