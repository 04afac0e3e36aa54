import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { exampleOrganisation } from '../config/exampleOrganisation';
import { defaultGoldenPathConfig } from '../config/goldenPathConfig';
import { listOptions } from '../options/listOptions';
import { renderAndAssess } from '../preview/previewGoldenPath';
import { Workload } from '../service/serviceSpec';
import { renderTarget } from './__testUtils__/renderTarget';

jest.setTimeout(120_000);

const workloads: Workload[] = ['service', 'worker', 'job'];
const digest = `sha256:${'b2'.repeat(32)}`;
const rendered = {} as Record<Workload, Awaited<ReturnType<typeof renderTarget>>>;

beforeAll(async () => {
  for (const workload of workloads) {
    rendered[workload] = await renderTarget({
      target: 'copilot',
      overrides: { workload, secrets: ['database-url'], env: { GREETING: 'a ${B} "c": #d' } },
    });
  }
});
afterAll(() => Object.values(rendered).forEach(({ remove }) => remove()));

const manifestOf = (workload: Workload) =>
  parse(rendered[workload].text('copilot/orders/manifest.yml')!);
const patchesOf = (workload: Workload): { path: string; value: unknown }[] =>
  parse(rendered[workload].text('copilot/orders/overrides/cfn.patches.yml')!);

describe('the deploy target copilot', () => {
  it('is never the default, and says why it should not be chosen', async () => {
    const { targets } = await listOptions(defaultGoldenPathConfig, 'node');
    expect(targets.find(({ id }) => id === 'copilot')).toMatchObject({
      default: false,
      status: 'deprecated',
      since: '2026-06-12',
      message: expect.stringContaining('ended on 2026-06-12'),
      replacedBy: ['ecs', 'ecs-express'],
    });
    expect(rendered.service.text('docs/deployment.md')).toContain('ended on **2026-06-12**');
  });

  it.each(workloads)('gives a %s the grade A without a failed check', async workload => {
    const { scorecard } = await renderAndAssess({
      config: defaultGoldenPathConfig,
      organisation: exampleOrganisation,
      request: { language: 'node', target: 'copilot', workload, name: 'orders' },
      now: new Date('2026-11-22T00:00:00Z'),
    });
    const idsOf = (verdict: string) =>
      scorecard.results.filter(result => result.verdict === verdict).map(({ check }) => check);
    expect(scorecard.score).toMatchObject({ grade: 'A', highRisks: 0 });
    expect(idsOf('fail')).toEqual([]);
    // What only a registry can prove.
    expect(idsOf('warn')).toEqual(['sec-image-provenance', 'sec-image-sbom']);
    // The digest reaches the manifest when it is deployed.
    expect(idsOf('unknown')).toContain('ops-deploy-image-ref-immutable');
  });

  it('chooses the type by what the workload needs', () => {
    expect(workloads.map(workload => manifestOf(workload).type)).toEqual([
      'Load Balanced Web Service',
      'Backend Service',
      'Scheduled Job',
    ]);
    expect(manifestOf('worker')).not.toHaveProperty('http');
    expect(manifestOf('worker').image).not.toHaveProperty('port');
    expect(manifestOf('job')).toMatchObject({
      on: { schedule: 'cron(0 3 * * ? *)' },
      timeout: '900s',
    });
  });

  it('waits 5 s longer than the process needs', () => {
    for (const workload of workloads) {
      const stop = patchesOf(workload).find(({ path }) => path.endsWith('/StopTimeout'));
      const deadline = Number(manifestOf(workload).variables.SHUTDOWN_TIMEOUT_SECONDS);
      expect(stop?.value).toBe(deadline + 5);
    }
  });

  it('says in environments only what differs', () => {
    expect(manifestOf('service').environments).toEqual({
      staging: { variables: { LOG_LEVEL: 'debug' }, count: { range: '2-3' } },
      production: { variables: { LOG_LEVEL: 'info' } },
    });
  });

  it('ships an alarm where Copilot makes none', () => {
    const addons = (workload: Workload) =>
      rendered[workload].files
        .map(({ path }) => path)
        .filter(path => path.startsWith('copilot/orders/addons/'))
        .map(path => path.split('/').pop());
    expect(addons('service')).toEqual(['addons.parameters.yml', 'alarms.yml']);
    expect(addons('worker')).toEqual([]);
    expect(addons('job')).toEqual(['alarms.yml']);
  });

  it('belongs to the application of its system', async () => {
    expect(rendered.service.text('copilot/.workspace')).toBe('application: orders\n');
    const { files } = await renderAndAssess({
      config: defaultGoldenPathConfig,
      request: {
        language: 'node',
        target: 'copilot',
        name: 'orders',
        system: 'system:default/shop',
      },
      now: new Date('2026-11-22T00:00:00Z'),
    });
    const workspace = files.find(({ path }) => path === 'copilot/.workspace');
    expect(workspace?.content.toString('utf8')).toBe('application: shop\n');
  });

  describe('ci/deploy.sh', () => {
    it.each([
      ['service', 'svc deploy --name orders --env staging'],
      ['worker', 'svc deploy --name orders --env staging'],
      ['job', 'job deploy --name orders --env staging'],
    ] as const)('deploys the digest of a %s', (workload, call) => {
      const { status, calls } = deploy(workload, ['staging', digest]);
      expect(calls).toEqual([`${call} IMAGE_URI=registry.example.com/shop/orders@${digest}`]);
      expect(status).toBe(0);
    });

    it('fails when Copilot does', () => {
      expect(deploy('service', ['production', digest], { failing: true }).status).not.toBe(0);
    });

    it('runs no other binary than the one that was checked', () => {
      const { status, calls, stderr } = deploy('service', ['staging', digest], {
        checksum: 'f'.repeat(64),
      });
      expect(calls).toEqual([]);
      expect(stderr).toContain('not in ci/copilot.sha256');
      expect(status).not.toBe(0);
    });

    it.each([
      ['an environment that is not one', ['test', digest], /not an environment of this service/],
      ['a path as environment', ['../staging', digest], /not the name of an environment/],
      ['a tag', ['staging', 'latest'], /is not a digest/],
    ])('refuses %s', (_, args, message) => {
      const { status, calls, stderr } = deploy('service', args);
      expect(calls).toEqual([]);
      expect(stderr).toMatch(message);
      expect(status).not.toBe(0);
    });
  });
});

// A program around the released source of Copilot: `render MANIFEST ENVIRONMENT [PATCHES]` prints the template.
const oracle = process.env.CONTAINER_LENS_COPILOT_ORACLE;
(oracle ? describe : describe.skip)('the template that the source of Copilot v1.34.1 makes', () => {
  const template = (manifest: string, patches: string): string =>
    execFileSync(oracle!, ['render', manifest, 'staging', patches], {
      encoding: 'utf8',
      env: { ...process.env, IMAGE_URI: `registry.example.com/shop/orders@${digest}` },
    });

  it.each(workloads)('takes every patch of a %s', workload => {
    const folder = join(rendered[workload].folder, 'copilot/orders');
    const text = template(join(folder, 'manifest.yml'), join(folder, 'overrides'));
    expect(text).not.toContain('nodejs20');
    expect(text).toMatch(/User: "65532:65532"/);
    expect(text).toMatch(/ReadonlyRootFilesystem: true/);
    expect(text).toContain('a ${B}');
    expect(text).not.toContain('EventsQueue');
  });

  it('takes every patch of an environment', () => {
    const folder = join(rendered.service.folder, 'copilot/environments');
    const text = template(join(folder, 'staging/manifest.yml'), join(folder, 'overrides'));
    expect(text).toContain('nodejs24.x');
    expect(text).not.toContain('nodejs20');
  });
});

/** Runs the script with a copilot that writes down how it was called. */
function deploy(
  workload: Workload,
  args: readonly string[],
  options: { failing?: boolean; checksum?: string } = {},
) {
  const { folder } = rendered[workload];
  const bin = join(folder, '.test-bin');
  const log = join(bin, 'calls');
  mkdirSync(bin, { recursive: true });
  writeFileSync(log, '');
  const program = `#!/bin/sh\nprintf '%s IMAGE_URI=%s\\n' "$*" "$IMAGE_URI" >> "${log}"\nexit ${options.failing ? 1 : 0}\n`;
  writeFileSync(join(bin, 'copilot'), program);
  chmodSync(join(bin, 'copilot'), 0o755);
  const checksum = options.checksum ?? createHash('sha256').update(program).digest('hex');
  const shipped = rendered[workload].text('ci/copilot.sha256');
  writeFileSync(join(folder, 'ci/copilot.sha256'), `${shipped}${checksum}\n`);
  const { status, stderr } = spawnSync('bash', [join(folder, 'ci/deploy.sh'), ...args], {
    encoding: 'utf8',
    env: {
      PATH: `${bin}:${process.env.PATH}`,
      AWS_REGION: 'eu-west-1',
      ECR_REGISTRY: 'registry.example.com',
      ECR_REPOSITORY: 'shop/orders',
    } as unknown as NodeJS.ProcessEnv,
  });
  return { status, stderr, calls: readFileSync(log, 'utf8').split('\n').filter(Boolean) };
}
