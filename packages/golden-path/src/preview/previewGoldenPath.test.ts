import { InputError } from '../errors/InputError';
import { NotFoundError } from '../errors/NotFoundError';
import { goldenPathConfigSchema } from '../config/goldenPathConfig';
import { exampleOrganisation } from '../config/exampleOrganisation';
import { previewGoldenPath, renderAndAssess } from './previewGoldenPath';

const config = goldenPathConfigSchema.parse({});
const request = { language: 'node', name: 'orders', owner: 'group:default/team-a' };
const now = new Date('2026-11-22T00:00:00Z');

jest.setTimeout(60_000);

// What nothing in a new repository can decide, by who could.
const noImageYet = [
  'sec-image-scan-findings',
  'sec-image-signed',
  'perf-parent-fresh',
  'perf-image-size',
  'perf-image-size-regression',
];
const statementsOfPeople = ['ops-logs-shipped', 'sec-ci-access-reviewed', 'sec-runtime-detection'];
const settingsOfTheHost = ['sec-ci-change-control'];
/** The example parents name no product of the data set of ends of life; no Region is chosen yet. */
const notTold = ['sec-parent-supported', 'perf-registry-colocated'];

describe('previewGoldenPath', () => {
  it.each([
    ['without any decision of the organisation', undefined],
    ['with the recommended organisation document', exampleOrganisation],
  ])('gives a new service the grade A and no high risk %s', async (_, organisation) => {
    const preview = await previewGoldenPath({ config, request, organisation, now });
    expect(preview.score).toMatchObject({ grade: 'A', highRisks: 0 });
    expect(preview.findings.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    expect(preview.score.decided).toBeGreaterThanOrEqual(60);
  });

  // Whether the pushed image carries what the build attaches can only be asked of a registry, and a new service has
  // no image: these two stay warnings until the portal has read its registry.
  it('warns of exactly what only a registry can prove', async () => {
    const preview = await previewGoldenPath({
      config,
      request,
      organisation: exampleOrganisation,
      now,
    });
    expect(preview.findings.map(({ check, verdict }) => [check, verdict])).toEqual([
      ['sec-image-provenance', 'warn'],
      ['sec-image-sbom', 'warn'],
    ]);
  });

  it('leaves open only what a new repository cannot hold', async () => {
    const { scorecard } = await renderAndAssess({
      config,
      request,
      organisation: exampleOrganisation,
      now,
    });
    const open = scorecard.results
      .filter(({ verdict }) => verdict === 'unknown')
      .map(({ check }) => check);
    expect(open.sort()).toEqual(
      [...noImageYet, ...statementsOfPeople, ...settingsOfTheHost, ...notTold].sort(),
    );
  });

  it('lists the files with sizes and executable bits', async () => {
    const { files } = await previewGoldenPath({ config, request, now });
    expect(files).toContainEqual({
      path: 'ci/deploy.sh',
      size: expect.any(Number),
      executable: true,
    });
    expect(files).toContainEqual({
      path: 'Dockerfile',
      size: expect.any(Number),
      executable: false,
    });
    expect(files.every(file => file.size > 0)).toBe(true);
  });

  it('warns while the parents are examples', async () => {
    const { warnings } = await previewGoldenPath({ config, request, now });
    expect(warnings.join()).toContain('containerLens.goldenPath.parentImages.node');
  });

  it('refuses answers that cannot be rendered', async () => {
    const preview = (change: object) =>
      previewGoldenPath({ config, request: { ...request, ...change }, now });
    await expect(preview({ name: 'Orders' })).rejects.toThrow(InputError);
    await expect(preview({ description: 'two\nlines' })).rejects.toThrow(InputError);
    await expect(preview({ owner: 'group:x\n* @evil' })).rejects.toThrow(InputError);
    await expect(preview({ target: 'nomad' })).rejects.toThrow(NotFoundError);
    await expect(preview({ target: '../base' })).rejects.toThrow(InputError);
  });
});
