import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { goldenPathConfigSchema } from '../config/goldenPathConfig';
import { NotFoundError } from '../errors/NotFoundError';
import { templatesDirectory } from '../overlay/templatesDirectory';
import { listOptions } from './listOptions';

const overlays = (group: string) => readdirSync(join(templatesDirectory(), 'overlays', group));

describe('listOptions', () => {
  it('offers exactly what is packaged, the default first', async () => {
    const options = await listOptions(goldenPathConfigSchema.parse({}), 'node');
    expect(options.languages).toEqual(overlays('lang'));
    expect(options.targets.map(({ id }) => id).sort()).toEqual(overlays('deploy'));
    expect(options.targets[0]).toMatchObject({ id: 'helm', default: true, status: 'active' });
    expect(options.ci).toEqual([{ id: 'github', default: true }]);
    expect(options.updateBots).toEqual([{ id: 'renovate', default: true, excludes: [] }]);
    expect(options.sizes.find(({ cpu }) => cpu === 512)?.memory).toEqual([1024, 2048, 3072, 4096]);
  });

  it('keeps to targets and limits of the configuration', async () => {
    const options = await listOptions(
      goldenPathConfigSchema.parse({
        targets: { enabled: ['helm'], deprecated: { helm: 'Use something else.' } },
        limits: { maxCpu: 512, maxMemory: 2048 },
      }),
      'node',
    );
    expect(options.targets).toMatchObject([
      { id: 'helm', status: 'deprecated', message: 'Use something else.' },
    ]);
    expect(options.sizes).toEqual([
      { cpu: 256, memory: [512, 1024, 2048] },
      { cpu: 512, memory: [1024, 2048] },
    ]);
  });

  it('knows no language without an overlay', async () => {
    const options = listOptions(goldenPathConfigSchema.parse({}), 'cobol');
    await expect(options).rejects.toThrow(NotFoundError);
  });
});
