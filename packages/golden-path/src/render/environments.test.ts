import { exampleOrganisation } from '../config/exampleOrganisation';
import { goldenPathConfigSchema } from '../config/goldenPathConfig';
import { listOptions } from '../options/listOptions';
import { listCombinations } from '../proof/listCombinations';
import { proveCombination } from '../proof/proveCombination';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { renderTarget } from './__testUtils__/renderTarget';

jest.setTimeout(120_000);

const names = ['dev', 'test', 'pre', 'live'];
const config = {
  environments: names.map(name => ({ name, approval: name === 'live' })),
};

describe('environments of an organisation', () => {
  it('have their own files, whatever the target, where the pipeline is rendered', async () => {
    const all = await listCombinations(OverlayLibrary.create());
    const chosen = all.filter(
      ({ language, ci, workload, updateBot }) =>
        language === 'go' &&
        ci === 'codebuild' &&
        workload === 'service' &&
        updateBot === 'renovate',
    );
    expect(chosen.length).toBe(5);
    for (const combination of chosen) {
      const { files, problems } = await proveCombination({
        combination,
        config: goldenPathConfigSchema.parse(config),
        organisation: exampleOrganisation,
      });
      expect({ target: combination.target, problems }).toEqual({
        target: combination.target,
        problems: [],
      });
      const paths = files.map(({ path }) => path).join('\n');
      for (const name of names) expect(paths).toContain(name);
      expect(paths).not.toMatch(/staging|production/);
    }
  });

  it.each(['github', 'gitlab'])('are refused by the static pipeline of %s', async ci => {
    const [combination] = (await listCombinations(OverlayLibrary.create())).filter(
      one => one.ci === ci && one.target === 'helm',
    );
    const { problems } = await proveCombination({
      combination: combination!,
      config: goldenPathConfigSchema.parse(config),
    });
    expect(problems.join()).toContain(
      `'ci/${ci}' know the environments staging, production; this platform has dev, test, pre, live.`,
    );
  });

  it('leave the form with what can be rendered', async () => {
    const { ci } = await listOptions(goldenPathConfigSchema.parse(config), 'go');
    expect(ci.map(({ id }) => id)).toEqual(['codebuild']);
  });

  it('may be one', async () => {
    const { files, remove } = await renderTarget({
      target: 'helm',
      ci: 'codebuild',
      config: { environments: [{ name: 'live', approval: true }] },
    });
    remove();
    const values = files.map(({ path }) => path).filter(path => path.startsWith('chart/values'));
    expect(values.sort()).toEqual([
      'chart/values-live.yaml',
      'chart/values.schema.json',
      'chart/values.yaml',
    ]);
  });

  it.each([
    ['five', [...names, 'more']],
    ['one twice', ['dev', 'dev']],
  ])('are refused when they are %s', (_, list) => {
    const environments = list.map(name => ({ name }));
    expect(goldenPathConfigSchema.safeParse({ environments }).success).toBe(false);
  });
});
