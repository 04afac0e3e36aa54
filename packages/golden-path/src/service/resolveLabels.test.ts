import { parse } from 'yaml';
import { goldenPathConfigSchema } from '../config/goldenPathConfig';
import { listOptions } from '../options/listOptions';
import { renderAndAssess } from '../preview/previewGoldenPath';
import { resolveValues } from './resolveValues';

jest.setTimeout(60_000);

const config = goldenPathConfigSchema.parse({
  labels: {
    'cost-center': 'required',
    'example.com/tier': { values: ['gold', 'silver'], title: 'Tier' },
    division: 'retail',
  },
});
const resolve = (labels?: Record<string, string>, requireLabels = true) =>
  resolveValues({
    language: 'node',
    target: 'helm',
    ci: 'github',
    name: 'orders',
    overrides: { labels },
    requireLabels,
    config,
  });

describe('the labels of an organisation', () => {
  it('are answered, or given', () => {
    expect(resolve({ 'cost-center': '4711' }).values.labels).toEqual([
      { name: 'cost-center', value: '4711' },
      { name: 'division', value: 'retail' },
    ]);
  });

  it('are missed', () => {
    expect(() => resolve({})).toThrow("The label 'cost-center' is missing");
    expect(resolve({}, false).warnings.join()).toContain("The label 'cost-center' is missing");
  });

  it.each([
    [{ 'cost-center': 'a b' }, /'cost-center' must have at most 63/],
    [{ 'cost-center': '1', 'example.com/tier': 'bronze' }, /Choose one of: gold, silver/],
    [{ 'cost-center': '1', division: 'wholesale' }, /'division' is 'retail' for every service/],
    [{ 'cost-center': '1', team: 'a' }, /'team' is none of this organisation/],
    [{ 'cost-center': '1\ninjected: true' }, /'cost-center' must have at most 63/],
  ])('are refused: %j', (labels, message) => {
    expect(() => resolve(labels as unknown as Record<string, string>)).toThrow(message);
  });

  it('are offered by the form and stand in the catalog', async () => {
    expect((await listOptions(config, 'node')).labels).toEqual([
      { name: 'cost-center', title: 'cost-center', required: true },
      { name: 'example.com/tier', title: 'Tier', required: false, values: ['gold', 'silver'] },
      { name: 'division', title: 'division', required: false, value: 'retail' },
    ]);
    const { files } = await renderAndAssess({
      config,
      request: { language: 'go', name: 'orders', labels: { 'cost-center': '4711' } },
    });
    const entity = parse(
      files.find(({ path }) => path === 'catalog-info.yaml')!.content.toString(),
    );
    expect(entity.metadata.labels).toEqual({ 'cost-center': '4711', division: 'retail' });
  });
});
