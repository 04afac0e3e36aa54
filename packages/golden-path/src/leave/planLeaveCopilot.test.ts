import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse, parseAllDocuments, ScalarTag } from 'yaml';
import { defaultGoldenPathConfig } from '../config/goldenPathConfig';
import { exampleOrganisation } from '../config/exampleOrganisation';
import { readCopilotManifest } from '../copilot/readCopilotManifest';
import { mapOf } from '../copilot/manifestValue';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { kubernetesProblems } from '../proof/kubernetes/kubernetesProblems';
import { realKubectl } from '../render/__testUtils__/realKubectl';
import { renderTarget } from '../render/__testUtils__/renderTarget';
import { describeLeave } from './describeLeave';
import { LeavePlan, leaveReportPath } from './leavePlan';
import { leavesOf } from './mapManifest';
import { planLeaveCopilot } from './planLeaveCopilot';
import { LeaveTarget } from './renderLeave';

jest.setTimeout(180_000);

type Files = Map<string, string>;
const fixtures = join(__dirname, '__fixtures__');
const library = OverlayLibrary.create();
const now = new Date('2026-11-22T00:00:00Z');
const applications = { web: 'storefront', worker: 'mailer', job: 'nightly-report' } as const;
type Application = keyof typeof applications;

function readApplication(name: string): Files {
  const folder = join(fixtures, name);
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(folder.length + 1), readFileSync(path, 'utf8')] as const;
      }),
  );
}

const plan = (files: Files, target: LeaveTarget, more: object = {}) =>
  planLeaveCopilot({
    files,
    target,
    config: defaultGoldenPathConfig,
    library,
    organisation: exampleOrganisation,
    owner: 'group:default/team-a',
    now,
    ...more,
  });

function apply(files: Files, { changes }: LeavePlan): Files {
  const result = new Map(files);
  for (const { path, after } of changes) {
    if (after === undefined) result.delete(path);
    else result.set(path, after);
  }
  return result;
}

/** Short forms of CloudFormation, as the long forms they stand for. */
const tags = [
  'Ref',
  'Sub',
  'GetAtt',
  'Join',
  'If',
  'Equals',
  'Not',
  'Select',
  'Split',
  'ImportValue',
].map((name): ScalarTag => ({ tag: `!${name}`, resolve: (text: string) => ({ [name]: text }) }));
const cloudFormation = (text: string) =>
  parse(text, { customTags: tags as never, logLevel: 'error' });

const cases: [Application, LeaveTarget][] = [
  ['web', 'ecs'],
  ['web', 'helm'],
  ['web', 'ecs-express'],
  ['web', 'kustomize'],
  ['worker', 'ecs'],
  ['worker', 'helm'],
  ['worker', 'kustomize'],
  ['job', 'ecs'],
  ['job', 'helm'],
  ['job', 'kustomize'],
];

describe.each(cases)('%s leaves Copilot for %s', (application, target) => {
  const name = applications[application];
  const files = readApplication(application);
  let leave: LeavePlan;
  let after: Files;

  beforeAll(async () => {
    leave = await plan(files, target, { name });
    after = apply(files, leave);
  });

  it('says what became of every field and every file', () => {
    const report = after.get(leaveReportPath) ?? '';
    const { value } = readCopilotManifest(files.get(`copilot/${name}/manifest.yml`)!);
    const leaves = leavesOf(value).map(([path]) => path);
    expect(leaves.length).toBeGreaterThan(8);
    for (const path of leaves) {
      const rows = report.split('\n').filter(line => line.startsWith(`| \`${path}\` |`));
      expect({ path, rows: rows.length }).toEqual({ path, rows: 1 });
      expect(report).not.toContain('Nothing is known of this field');
    }
    for (const path of files.keys()) {
      if (
        !path.startsWith('copilot/') ||
        path.startsWith('copilot/storefront') !== (name === 'storefront')
      )
        continue;
      if (path === leave.manifestPath) continue;
      const beside = path.replace(`copilot/${name}/`, '');
      expect({
        path,
        isNamed:
          report.includes(`\`${path}\``) ||
          report.includes(`\`${beside}`) ||
          report.includes('cfn.patches.yml'),
      }).toEqual({ path, isNamed: true });
    }
  });

  it('names files that are there, or were kept', () => {
    for (const [, , , , file = ''] of (after.get(leaveReportPath) ?? '')
      .split('## What did not')[0]!
      .split('\n')
      .filter(line => line.startsWith('| `'))
      .map(line => line.split(' | ').map(cell => cell.replace(/^\| |[`| ]+$|^`/g, '')))
      .map(cells => ['', ...cells])) {
      expect(file).not.toBe('');
      expect(after.has(file.replace('<environment>', 'production'))).toBe(true);
    }
  });

  it('leaves the files of the team as they are', () => {
    for (const [path, text] of files)
      expect({ path, text: after.get(path) }).toEqual({ path, text });
    expect(
      [...after.keys()].filter(
        path => path.startsWith('.gitlab') || path === '.github/workflows/deploy.yml',
      ),
    ).toEqual([]);
  });

  it('makes no high-risk check worse, by the lens', () => {
    expect(leave.regressions).toEqual([]);
    expect(leave.after.score.highRisks).toBeLessThanOrEqual(leave.before.score.highRisks);
  });

  it('plans nothing more for the result', async () => {
    const again = await plan(after, target, { name });
    expect(again.changes).toEqual([]);
  });

  it('copies no value of a secret', () => {
    const written = leave.changes.map(({ after: text }) => text ?? '').join('\n');
    expect(written).not.toContain('not-a-real-key');
    expect(JSON.stringify([leave.fields, describeLeave(leave)])).not.toContain('not-a-real-key');
  });
});

describe('what is rendered', () => {
  it('is a service of ECS with the values of production', async () => {
    const { changes, service, fields } = await plan(readApplication('web'), 'ecs');
    const textOf = (path: string) => changes.find(change => change.path === path)?.after ?? '';
    expect(service).toMatchObject({
      port: 3000,
      cpu: 1024,
      memory: 2048,
      scaling: { min: 4, max: 12, cpuPercent: 60 },
      architectures: ['arm64'],
      paths: { ready: '/ready', route: '/shop' },
      env: { LOG_LEVEL: 'info', CURRENCY: 'EUR' },
      secrets: expect.arrayContaining([
        { env: 'DATABASE_URL', name: 'database-url' },
        { env: 'PAYMENT_API_KEY', name: 'payment-api-key' },
      ]),
    });
    const template = cloudFormation(textOf('infra/service.yaml'));
    const task = Object.values<any>(template.Resources).find(
      ({ Type }) => Type === 'AWS::ECS::TaskDefinition',
    ).Properties;
    const [container] = task.ContainerDefinitions;
    expect(task).toMatchObject({ Cpu: '1024', Memory: '2048' });
    expect(container).toMatchObject({
      ReadonlyRootFilesystem: true,
      StopTimeout: 75,
      PortMappings: [{ ContainerPort: 3000 }],
      HealthCheck: { Command: ['CMD', 'node', 'probe.js'] },
    });
    expect(container.Environment).toContainEqual({ Name: 'CURRENCY', Value: 'EUR' });
    expect(container.Secrets.map((secret: any) => secret.Name)).toContain('PAYMENT_API_KEY');
    expect(JSON.parse(textOf('infra/params/production.json')).Parameters).toMatchObject({
      MinTasks: '4',
      MaxTasks: '12',
    });
    const reasonOf = (path: string) => fields.find(field => field.path === path)?.reason ?? '';
    expect(reasonOf('environments.test.variables.CURRENCY')).toMatch(/test differs .*XTS/);
    expect(reasonOf('count.range')).toMatch(/In production the manifest says otherwise/);
    expect(reasonOf('variables.AWS_ACCOUNT_HINT')).toMatch(
      /set by the golden path or the platform/,
    );
    expect(reasonOf('sidecars.proxy.image')).toMatch(/one container/);
    expect(fields).toContainEqual({
      path: 'image.healthcheck.command',
      value: '["CMD","node","probe.js"]',
      to: 'health check of the container',
    });
    expect(reasonOf('addons/table.yml')).toMatch(/TABLE_NAME/);
    expect(
      reasonOf('overrides/cfn.patches.yml /Resources/Service/Properties/EnableECSManagedTags'),
    ).toMatch(/make the change in the files/);
  });

  it('asks no container that has nothing to answer with', async () => {
    const { changes, guidance } = await plan(readApplication('worker'), 'ecs');
    const text = changes.find(({ path }) => path === 'infra/service.yaml')?.after ?? '';
    expect(text).not.toMatch(/HealthCheck:|healthprobe/);
    expect(cloudFormation(text).Resources.Service.Type).toBe('AWS::ECS::Service');
    expect(guidance.map(({ text: said }) => said).join()).toContain('Add a HEALTHCHECK');
  });

  it('is a schedule of EventBridge for a job', async () => {
    const { changes, service } = await plan(readApplication('job'), 'ecs', {
      name: 'nightly-report',
    });
    expect(service).toMatchObject({
      workload: 'job',
      timeoutSeconds: 2700,
      schedule: '30 2 * * MON-FRI',
    });
    const text = changes.find(({ path }) => path === 'infra/job.yaml')?.after ?? '';
    expect(text).toMatch(/ScheduleExpression: cron\(30 2 \? \* MON(-|,TUE,WED,THU,)FRI \*\)/);
    expect(cloudFormation(text).Resources).toBeDefined();
  });

  it.each(['web', 'worker', 'job'] as const)(
    'is a chart that helm lints, for %s',
    async application => {
      const helm = execFileSync(
        process.execPath,
        [join(__dirname, '../../../../scripts/testTools.mjs')],
        { encoding: 'utf8' },
      ).trim();
      const { changes } = await plan(readApplication(application), 'helm', {
        name: applications[application],
      });
      const folder = writeAll(changes);
      for (const environment of ['staging', 'production']) {
        const output = execFileSync(
          helm,
          [
            'lint',
            '--strict',
            'chart',
            '--values',
            `chart/values-${environment}.yaml`,
            '--values',
            'chart/ci/lint-values.yaml',
          ],
          { cwd: folder, encoding: 'utf8' },
        );
        expect(output).toContain('0 chart(s) failed');
      }
      rmSync(folder, { recursive: true });
    },
  );
});

const kubectl = realKubectl();
(kubectl ? describe : describe.skip)('built with the real kubectl', () => {
  it.each(['web', 'worker', 'job'] as const)(
    'is what an API server accepts, for %s',
    async application => {
      const { changes } = await plan(readApplication(application), 'kustomize', {
        name: applications[application],
      });
      const folder = writeAll(changes);
      for (const environment of ['staging', 'production']) {
        const text = execFileSync(
          kubectl!,
          ['kustomize', join(folder, 'deploy/kustomize/overlays', environment)],
          { encoding: 'utf8' },
        );
        expect(
          kubernetesProblems(parseAllDocuments(text).map(document => document.toJS())),
        ).toEqual([]);
      }
      rmSync(folder, { recursive: true });
    },
  );
});

describe('leaving', () => {
  it('removes the folder only when somebody says so', async () => {
    const files = readApplication('job');
    const { changes } = await plan(files, 'ecs', { name: 'nightly-report', removeCopilot: true });
    const removed = changes.filter(({ after }) => after === undefined).map(({ path }) => path);
    expect(removed).toEqual(['copilot/nightly-report/manifest.yml']);
    expect(changes.find(({ path }) => path === leaveReportPath)?.after).toContain(
      'this one has removed it',
    );
  });

  it('keeps a script in the way and says that the target needs its own', async () => {
    const { kept, guidance } = await plan(readApplication('web'), 'ecs');
    expect(kept).toContainEqual({ path: 'ci/deploy.sh', why: expect.stringContaining('by hand') });
    expect(guidance[0]).toMatchObject({ title: 'Files in the way' });
  });

  it('replaces what our own golden path wrote for Copilot and nobody has changed', async () => {
    const rendered = await renderTarget({ target: 'copilot' });
    rendered.remove();
    const files: Files = new Map(
      rendered.files.map(file => [file.path, file.content.toString('utf8')]),
    );
    const leave = await plan(files, 'ecs', { removeCopilot: true });
    const paths = leave.changes.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'ci/deploy.sh',
        'docs/deployment.md',
        'infra/service.yaml',
        'make.d/ecs.mk',
        'make.d/copilot.mk',
      ]),
    );
    expect(leave.changes.find(({ path }) => path === 'make.d/copilot.mk')?.after).toBeUndefined();
    expect(leave.kept.map(({ path }) => path)).not.toContain('ci/deploy.sh');
    expect(leave.regressions).toEqual([]);
    // The lines of a person stay.
    files.set('ci/deploy.sh', `${files.get('ci/deploy.sh')}# ours\n`);
    const careful = await plan(files, 'ecs');
    expect(careful.kept.map(({ path }) => path)).toContain('ci/deploy.sh');
  });

  it.each([
    [{ name: 'nope' }, /no service 'nope'/],
    [{}, /several services: nightly-report, storefront/],
  ])('says what is missing in %j', async (more, message) => {
    await expect(plan(readApplication('job'), 'ecs', more)).rejects.toThrow(message);
  });

  it('refuses what no target runs, and repositories without Copilot', async () => {
    await expect(plan(new Map([['README.md', 'x']]), 'ecs')).rejects.toThrow(
      /no manifest of AWS Copilot/,
    );
    const site = new Map([['copilot/site/manifest.yml', 'name: site\ntype: Static Site\n']]);
    await expect(plan(site, 'ecs')).rejects.toThrow(/Static Site cannot be moved/);
    await expect(plan(readApplication('worker'), 'ecs-express')).rejects.toThrow(
      /is for service, not for a worker/,
    );
  });

  it('lets no text of a manifest become markup', async () => {
    const files = new Map([
      [
        'copilot/orders/manifest.yml',
        'name: orders\ntype: Backend Service\nimage: { location: a/b, port: 8080 }\n"x|y`<script>\\n## z": "| a ` | <b>\\n# c"\n',
      ],
    ]);
    const { changes } = await plan(files, 'ecs');
    const report = changes.find(({ path }) => path === leaveReportPath)?.after ?? '';
    const row = report.split('\n').find(line => line.includes('<script>'))!;
    expect(row.replaceAll('\\|', '').split('|')).toHaveLength(5);
    expect(report).not.toMatch(/^## z|^# c/m);
  });

  it('copies no value of a secret, however its variable is written', async () => {
    const names = [
      'db_password',
      'Api-Key',
      'X_TOKEN',
      ...Array.from({ length: 60 }, (_, i) => `S${i}_SECRET`),
    ];
    const variables = names.map(name => `  ${name}: hidden-value`).join('\n');
    const files = new Map([
      [
        'copilot/orders/manifest.yml',
        `name: orders\ntype: Backend Service\nimage: { location: a/b, port: 8080 }\nvariables:\n${variables}\nsidecars: { a: { image: x, variables: { B_PASSWORD: hidden-value } } }\nenvironments: { test: { variables: { X_TOKEN: hidden-value-2 } } }\n`,
      ],
    ]);
    const leave = await plan(files, 'ecs');
    expect(JSON.stringify([leave, describeLeave(leave)]).includes('hidden-value')).toBe(false);
    expect(leave.service.secrets).toHaveLength(50);
  });

  it('takes its time with no manifest', async () => {
    const environments = (count: number) =>
      Array.from({ length: count }, (_, i) => `  e${i}: { count: ${(i % 5) + 2} }`).join('\n');
    const manifest = (count: number) =>
      new Map([
        [
          'copilot/orders/manifest.yml',
          `name: orders\ntype: Backend Service\nimage: { location: a/b, port: 8080 }\nvariables:\n${Array.from({ length: 2000 }, (_, i) => `  A${i}: x`).join('\n')}\nenvironments:\n${environments(count)}\n`,
        ],
      ]);
    await expect(plan(manifest(30), 'ecs')).rejects.toThrow(/too many values for 30 environments/);
    const started = performance.now();
    await plan(manifest(9), 'ecs');
    // A bound for busy machines.
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  it('writes through no link', async () => {
    const files: ReadonlyMap<string, any> = new Map<string, any>([
      [
        'copilot/orders/manifest.yml',
        'name: orders\ntype: Backend Service\nimage: { location: a/b, port: 8080 }\n',
      ],
      ['docs', { type: 'link', size: 4 }],
      ['infra', { type: 'link', size: 4 }],
    ]);
    const { changes, kept } = await plan(files as Files, 'ecs');
    expect(changes.filter(({ path }) => /^(docs|infra)\//.test(path))).toEqual([]);
    expect(new Set(kept.map(({ path }) => path))).toEqual(new Set(['docs', 'infra']));
  });

  it('takes an environment that somebody names', async () => {
    const { service, environment } = await plan(readApplication('web'), 'ecs', {
      environment: 'test',
    });
    expect(environment).toBe('test');
    expect(service).toMatchObject({ cpu: 512, env: { CURRENCY: 'XTS' } });
    expect(mapOf(service.env).LOG_LEVEL).toBe('debug');
  });
});

function writeAll(changes: LeavePlan['changes']): string {
  const folder = mkdtempSync(join(tmpdir(), 'leave-'));
  for (const { path, after } of changes) {
    if (after === undefined) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), after);
  }
  expect(existsSync(folder)).toBe(true);
  return folder;
}
