import fc from 'fast-check';
import { goldenPathConfigSchema } from '../config/goldenPathConfig';
import { InputError } from '../errors/InputError';
import { fargateSizes } from './fargateSizes';
import { ResolveValuesOptions, resolveValues } from './resolveValues';
import { serviceNamePattern, serviceSpecSchema } from './serviceSpec';

// A bound for machines that do other things as well; the tests take a fraction of it.
jest.setTimeout(60_000);

const resolve = (change: Partial<ResolveValuesOptions> = {}, config: object = {}) =>
  resolveValues({
    language: 'node',
    target: 'helm',
    ci: 'github',
    name: 'orders',
    config: goldenPathConfigSchema.parse(config),
    ...change,
  });

/** Whether a size is accepted where the limits allow everything. */
function accepts(size: { cpu: number; memory: number }): boolean {
  try {
    resolve({ overrides: { size } }, { limits: { maxCpu: 16_384, maxMemory: 122_880 } });
    return true;
  } catch (error) {
    if (error instanceof InputError) {
      return false;
    }
    throw error;
  }
}

describe('resolveValues', () => {
  it('derives deadlines and quantities and never repeats them', () => {
    const { service, values } = resolve();
    expect(values.derived).toEqual({
      shutdownTimeoutSeconds: 40,
      stopTimeoutSeconds: 45,
      preStopSleepSeconds: 5,
      gracePeriodSeconds: 50,
      cpuRequest: '500m',
      cpuLimit: '1',
      memory: '1024Mi',
      awsSchedule: '',
    });
    expect(serviceSpecSchema.parse(service)).toEqual(service);
  });

  it('writes registries and roles for every partition', () => {
    const { values, repoVariables } = resolve(
      {},
      { registry: { account: '444455556666', region: 'cn-north-1', namespace: 'shop' } },
    );
    expect(values.registry.image).toBe(
      '444455556666.dkr.ecr.cn-north-1.amazonaws.com.cn/shop/orders',
    );
    expect(repoVariables.AWS_BUILD_ROLE_ARN).toBe('arn:aws-cn:iam::444455556666:role/orders-build');
  });

  it('drops the CPU limit where the organisation does', () => {
    expect(resolve({}, { limits: { cpuLimit: 'omit' } }).values.derived.cpuLimit).toBe('');
  });

  it('names the parents in FROM itself for the bot that does not follow arguments', () => {
    expect(resolve({ updateBot: 'dependabot' }).values.parent.style).toBe('literal');
    expect(resolve({ updateBot: 'renovate' }).values.parent.style).toBe('argument');
    expect(resolve({ updateBot: '' }, { updateBot: 'dependabot' }).values.parent.style).toBe(
      'literal',
    );
  });

  it('names the channel of a release with the same digest', () => {
    const { build, channel } = resolve().values.parent;
    expect(build).toMatch(/:\d+\.\d+\.\d+-r\d+@sha256:[a-f0-9]{64}$/);
    expect(channel.build.replace(/:[\d.]+-stable@/, '@')).toBe(build.replace(/:[^@]+@/, '@'));
    const parents = {
      build: `a.example.com/x:7@sha256:${'a'.repeat(64)}`,
      runtime: `b:1@sha256:${'b'.repeat(64)}`,
    };
    const config = { parentImages: { node: parents } };
    expect(resolve({}, config).values.parent.channel).toEqual(parents);
  });

  it.each([
    ['node', 'npm'],
    ['go', 'gomod'],
    ['python', 'pip'],
    ['java', 'maven'],
  ])('says where the dependencies of %s come from', (language, ecosystem) => {
    expect(resolve({ language }).values.packageEcosystem).toBe(ecosystem);
  });

  it('takes empty answers of a form as not given', () => {
    const overrides = { size: '', secrets: '', port: '' } as never;
    expect(resolve({ overrides }).service).toEqual(resolve().service);
  });

  it('gives a job a schedule and nothing else one', () => {
    const job = resolve({ overrides: { workload: 'job' } });
    expect(job.service).toMatchObject({ workload: 'job', schedule: '0 3 * * *' });
    expect(job.values.derived.awsSchedule).toBe('cron(0 3 * * ? *)');
    expect(resolve({ overrides: { workload: 'worker' } }).service.schedule).toBe('');
  });

  it.each<[string, Partial<ResolveValuesOptions>, object, RegExp]>([
    ['a schedule', { overrides: { workload: 'job', schedule: '0 25 * * *' } }, {}, /hour.*25/],
    ['a schedule of a service', { overrides: { schedule: '0 3 * * *' } }, {}, /Only a job/],
    ['a workload', { overrides: { workload: 'daemon' as never } }, {}, /workload/],
    ['a name', { name: 'My Service' }, {}, /3 to 40 characters/],
    ['a pair', { overrides: { size: { cpu: 256, memory: 4096 } } }, {}, /512, 1024, 2048 MiB/],
    ['a limit', { overrides: { size: { cpu: 8192, memory: 16_384 } } }, {}, /at most 4096/],
    ['one replica', { overrides: { size: { min: 1 } } }, {}, /scaling.min/],
    ['max below min', { overrides: { size: { min: 5, max: 3 } } }, {}, /\(3\).*\(5\)/],
    ['a low port', { overrides: { port: 80 } }, {}, /port/],
    ['a secret', { overrides: { secrets: ['DB PASSWORD'] } }, {}, /secrets/],
    ['a target', { target: 'ecs' }, { targets: { enabled: ['helm'] } }, /Choose one of: helm/],
    ['a language', { language: 'cobol' }, {}, /parentImages.cobol/],
    [
      'a stop time on ECS',
      { target: 'ecs', overrides: { shutdown: { drainSeconds: 60, maxRequestSeconds: 60 } } },
      {},
      /waits at most 120 s/,
    ],
  ])('explains what is wrong with %s', (_, change, config, message) => {
    expect(() => resolve(change, config)).toThrow(InputError);
    expect(() => resolve(change, config)).toThrow(message);
  });

  it('accepts every pair that Fargate has, within the limits, and no other', () => {
    const sizes = fc.record({
      cpu: fc.constantFrom(...fargateSizes.map(({ cpu }) => cpu), 300),
      memory: fc.integer({ min: 1, max: 120 }).map(value => value * 512),
    });
    fc.assert(
      fc.property(sizes, size => {
        const exists = fargateSizes.some(
          ({ cpu, memory }) => cpu === size.cpu && memory.includes(size.memory),
        );
        expect(accepts(size)).toBe(exists);
      }),
    );
  });

  it('has a name pattern without catastrophic backtracking', () => {
    const started = performance.now();
    new RegExp(serviceNamePattern).test(`a${'-a'.repeat(50_000)}!`);
    expect(performance.now() - started).toBeLessThan(200);
  });
});

describe('variables that others set', () => {
  it.each([
    [{ secrets: ['port'] }, /'port' would set PORT/],
    [{ secrets: ['aws-region'] }, /AWS_REGION/],
    [{ secrets: ['db-url'], env: { DB_URL: 'x' } }, /DB_URL is given as a value and as the secret/],
    [{ secrets: ['db-url', 'db-url'] }, /Two secrets would set DB_URL/],
    [{ env: { PORT: '80' } }, /PORT is set by the golden path/],
  ])('are refused: %j', (overrides, message) => {
    const options = { language: 'node', target: 'helm', ci: 'github', name: 'orders' };
    const config = goldenPathConfigSchema.parse({});
    expect(() => resolveValues({ ...options, overrides, config })).toThrow(message);
  });
});
