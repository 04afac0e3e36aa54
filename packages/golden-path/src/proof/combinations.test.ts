import { exampleOrganisation } from '../config/exampleOrganisation';
import { defaultGoldenPathConfig } from '../config/goldenPathConfig';
import { OverlayLibrary } from '../overlay/overlayLibrary';
import { nameCombination } from './combination';
import { listCombinations } from './listCombinations';
import { proveCombination } from './proveCombination';

// All combinations; a second or two on a machine with nothing else to do.
jest.setTimeout(300_000);

const now = new Date('2026-11-22T12:00:00Z');

/** Checks that a repository alone cannot pass; they say so, and the registry answers them later. */
const openWithoutRegistry = ['sec-image-provenance', 'sec-image-sbom'];

describe('every combination of the packaged overlays', () => {
  it('renders and gets an A without a high-risk issue or a failed check', async () => {
    const combinations = await listCombinations(OverlayLibrary.create());
    const problems: string[] = [];
    const fileSets = new Map<string, Set<string>>();
    for (const combination of combinations) {
      const name = nameCombination(combination);
      for (const secrets of [[], ['database-url']]) {
        const proven = await proveCombination({
          combination,
          config: defaultGoldenPathConfig,
          organisation: exampleOrganisation,
          secrets,
          now,
        });
        problems.push(...proven.problems.map(problem => `${name}: ${problem}`));
        for (const { check, verdict } of proven.scorecard?.results ?? []) {
          if (verdict === 'warn' && !openWithoutRegistry.includes(check)) {
            problems.push(`${name}: ${check} warns`);
          }
        }
        if (secrets.length === 0) {
          const others = nameCombination({ ...combination, language: '*' });
          const paths = proven.files
            .filter(({ overlay }) => !overlay.startsWith('lang/'))
            .map(({ path }) => path);
          const known = fileSets.get(others);
          if (!known) fileSets.set(others, new Set(paths));
          else if (known.size !== paths.length || !paths.every(path => known.has(path))) {
            problems.push(`${name}: other files than with other languages`);
          }
        }
      }
    }
    expect(problems).toEqual([]);
    expect(combinations.length).toBeGreaterThan(0);
  });
});
