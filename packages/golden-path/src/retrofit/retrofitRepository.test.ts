import { goldenPathConfigSchema } from '../config/goldenPathConfig';
import { exampleOrganisation } from '../config/exampleOrganisation';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { readPoorExample } from './__testUtils__/poorExamples';
import { retrofitRepository } from './retrofitRepository';

// A bound for machines that do other things as well.
jest.setTimeout(60_000);

describe('retrofitRepository', () => {
  const files = new Map<string, Uint8Array | string>([
    ...[...readPoorExample('go')].map(([path, file]) => [`services/rates/${path}`, file] as const),
    ['README.md', '# many services\n'] as const,
    ['.github/workflows/all.yml', 'on: push\njobs: {}\n'] as const,
  ]);
  const retrofit = (answers: Record<string, unknown>, path = 'services/rates') =>
    retrofitRepository({
      files,
      path,
      answers,
      repositoryName: 'many',
      config: goldenPathConfigSchema.parse({}),
      library: OverlayLibrary.create(),
      organisation: exampleOrganisation,
    });

  it('works on the folder of one service, and adds what Git hosts read in the root to none', async () => {
    const { facts, plan } = await retrofit({
      ci: 'github',
      updateBot: 'renovate',
      addPipeline: true,
    });
    expect(facts.dockerfile.value).toBe('Dockerfile');
    const paths = plan.changes.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['Dockerfile', 'chart/Chart.yaml']));
    expect(paths.filter(path => /^(\.github\/|renovate\.json|services\/)/.test(path))).toEqual([]);
  });

  it('lets hadolint gate on errors, and raises nothing else', async () => {
    const { plan } = await retrofit({});
    const lint = plan.changes.find(({ path }) => path === '.hadolint.yaml');
    expect(lint?.after).toContain('failure-threshold: error');
    expect(lint?.after).not.toMatch(/Every rule gates|DL3006/);
  });

  it.each([
    [{}, 'services/nothing', /no folder/],
    [{ name: 'x'.repeat(600) }, 'services/rates', /longer than 500/],
    [{ port: { a: 1 } }, 'services/rates', /must be a text/],
    [{ workload: true }, 'services/rates', /must be a text/],
  ])('refuses %j in %s', async (answers, path, message) => {
    await expect(retrofit(answers, path)).rejects.toThrow(message);
  });
});
