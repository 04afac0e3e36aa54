import { InputError } from '../errors/InputError';
import { NotFoundError } from '../errors/NotFoundError';
import { goldenPathConfigSchema } from '../config/goldenPathConfig';
import { exampleOrganisation } from '../config/exampleOrganisation';
import { previewGoldenPath } from './previewGoldenPath';

const config = goldenPathConfigSchema.parse({});
const request = { language: 'node', name: 'orders', owner: 'group:default/team-a' };
const now = new Date('2026-11-22T00:00:00Z');

jest.setTimeout(60_000);

describe('previewGoldenPath', () => {
  it.each([
    ['without any decision of the organisation', undefined],
    ['with the recommended organisation document', exampleOrganisation],
  ])('gives a new service the grade A and no high risk %s', async (_, organisation) => {
    const preview = await previewGoldenPath({ config, request, organisation, now });
    expect(preview.findings).toEqual([]);
    expect(preview.score).toMatchObject({ grade: 'A', highRisks: 0 });
    expect(preview.score.decided).toBeGreaterThanOrEqual(12);
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
