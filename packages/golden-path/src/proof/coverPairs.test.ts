import fc from 'fast-check';
import { Combination } from './combination';
import { coverPairs, pairsOf } from './coverPairs';

const combinations = ['a', 'b'].flatMap(language =>
  ['helm', 'ecs', 'copilot'].flatMap(target =>
    ['github', 'gitlab'].flatMap(ci =>
      ['renovate', 'dependabot'].flatMap(updateBot =>
        (['service', 'worker', 'job'] as const).map((workload): Combination => ({
          language,
          target,
          ci,
          updateBot,
          workload,
        })),
      ),
    ),
  ),
);

describe('coverPairs', () => {
  it('meets every pair that exists, with few combinations, whatever the seed', () => {
    fc.assert(
      fc.property(fc.subarray(combinations, { minLength: 1 }), fc.nat(10_000), (some, seed) => {
        const chosen = coverPairs(some, seed);
        expect(new Set(chosen.flatMap(pairsOf))).toEqual(new Set(some.flatMap(pairsOf)));
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(chosen.every(one => some.includes(one))).toBe(true);
      }),
    );
    expect(coverPairs(combinations).length).toBeLessThan(20);
  });

  it('meets every combination in time', () => {
    const met = new Set<Combination>();
    for (let seed = 0; seed < 200; seed++) {
      for (const combination of coverPairs(combinations, seed)) met.add(combination);
    }
    expect(met.size).toBe(combinations.length);
  });

  it('takes nothing of nothing', () => expect(coverPairs([])).toEqual([]));
});
