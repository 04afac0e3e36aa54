import { join } from 'node:path';
import { defaultGoldenPathConfig, goldenPathConfigSchema } from '../../config/goldenPathConfig';
import { OverlayLibrary } from '../../overlay/overlayLibrary';
import { authorFolder, manifest } from './__testUtils__/authorFolder';
import { planCompositions } from './planCompositions';

async function plan(
  requires: string,
  coverage: 'all' | 'pairs' | 'automatic',
  config = defaultGoldenPathConfig,
) {
  const { folder, remove } = authorFolder({
    'overlay.yaml': manifest('extra/a').map(line =>
      line.startsWith('requires:') ? `requires: [${requires}]` : line,
    ),
    x: '',
  });
  try {
    const library = OverlayLibrary.create({ overlays: new Map([['extra/a', join(folder)]]) });
    const overlays = ['extra/a'];
    return await planCompositions({ library, overlays, templates: [], config, coverage });
  } finally {
    remove();
  }
}

describe('planCompositions', () => {
  it('takes every combination that an overlay fits', async () => {
    const { compositions, possible } = await plan('lang/go', 'automatic');
    expect(compositions).toHaveLength(52);
    expect(possible).toBe(52);
    expect(compositions.every(({ overlays }) => overlays.includes('lang/go'))).toBe(true);
    expect(compositions.every(({ overlays }) => overlays.at(-1) === 'extra/a')).toBe(true);
  });

  it('covers pairs where there are many, unless all are asked for', async () => {
    const paired = await plan('base', 'automatic');
    expect(paired.possible).toBe(208);
    expect(paired.compositions.length).toBeLessThan(40);
    expect((await plan('base', 'all')).compositions).toHaveLength(208);
    expect((await plan('lang/go', 'pairs')).compositions.length).toBeLessThan(30);
  });

  it('keeps to the targets that the platform offers', async () => {
    const config = goldenPathConfigSchema.parse({ targets: { enabled: ['helm'] } });
    const { compositions } = await plan('base', 'all', config);
    expect(new Set(compositions.map(({ combination }) => combination.target))).toEqual(
      new Set(['helm']),
    );
  });

  it('names an overlay that fits nothing', async () => {
    const { compositions, unused } = await plan('lang/cobol', 'all');
    expect(compositions).toEqual([]);
    expect(unused).toEqual(['extra/a']);
  });
});
