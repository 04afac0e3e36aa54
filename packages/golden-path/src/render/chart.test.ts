import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { goldenPathConfigSchema } from '../config/goldenPathConfig';
import { renderAndAssess } from '../preview/previewGoldenPath';
import { writeFiles } from './writeFiles';

jest.setTimeout(120_000);

const testTools = join(__dirname, '../../../../scripts/testTools.mjs');
let helm: string;
let folder: string;

beforeAll(async () => {
  helm = execFileSync(process.execPath, [testTools], { encoding: 'utf8' }).trim();
  folder = mkdtempSync(join(tmpdir(), 'chart-'));
  const { files } = await renderAndAssess({
    config: goldenPathConfigSchema.parse({}),
    request: { language: 'node', name: 'orders', owner: 'group:default/team-a' },
  });
  await writeFiles({ files, folder, conflict: 'error' });
});
afterAll(() => rmSync(folder, { recursive: true }));

const lintValues = ['--values', 'chart/ci/lint-values.yaml'];
const run = (...args: string[]) => spawnSync(helm, args, { cwd: folder, encoding: 'utf8' });

describe('the chart of a new service, read by the real helm', () => {
  it.each(['staging', 'production'])('lints strictly with the values of %s', environment => {
    const { status, stdout } = run(
      'lint',
      '--strict',
      'chart',
      '--values',
      `chart/values-${environment}.yaml`,
      ...lintValues,
    );
    expect(stdout).toContain('0 chart(s) failed');
    expect(status).toBe(0);
  });

  it('waits for the process longer than the process needs', () => {
    const { stdout } = run('template', 'orders', 'chart', ...lintValues);
    const objects = parseAllDocuments(stdout).map(document => document.toJS());
    expect(objects.map(({ kind }) => kind).sort()).toEqual([
      'Deployment',
      'HorizontalPodAutoscaler',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'PrometheusRule',
      'Service',
      'ServiceAccount',
    ]);
    const pod = objects.find(({ kind }) => kind === 'Deployment').spec.template.spec;
    expect(pod.terminationGracePeriodSeconds).toBe(50);
    expect(pod.containers[0].env).toContainEqual({
      name: 'SHUTDOWN_TIMEOUT_SECONDS',
      value: '40',
    });
  });

  it.each([
    ['no image', []],
    ['the tag latest', ['--set-string', 'image.tag=latest']],
    ['a malformed digest', ['--set-string', 'image.digest=sha256:12']],
    ['one replica', [...lintValues, '--set', 'autoscaling.minReplicas=1']],
    ['a privileged port', [...lintValues, '--set', 'containerPort=80']],
    ['no memory limit', [...lintValues, '--set', 'resources.limits.memory=null']],
  ])('refuses %s', (_, args) => {
    expect(run('template', 'orders', 'chart', ...args).status).not.toBe(0);
  });
});
