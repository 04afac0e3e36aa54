import { axes, Combination } from './combination';

/**
 * A small part of the combinations in which every pair of values of two axes that occurs in any of them occurs at least once.
 * The seed decides which of the equally good ones are taken, so that a suite which counts its runs meets all of them in time.
 *
 * @public
 */
export function coverPairs(combinations: readonly Combination[], seed = 0): Combination[] {
  const open = new Set(combinations.flatMap(pairsOf));
  const rotated = rotate(combinations, seed);
  const chosen: Combination[] = [];
  while (open.size > 0) {
    let best: Combination | undefined;
    let gain = 0;
    for (const combination of rotated) {
      const covered = pairsOf(combination).filter(pair => open.has(pair)).length;
      if (covered > gain) {
        best = combination;
        gain = covered;
      }
    }
    if (!best) break;
    chosen.push(best);
    for (const pair of pairsOf(best)) open.delete(pair);
  }
  return chosen;
}

/** Every two axes with their values, as texts. */
export function pairsOf(combination: Combination): string[] {
  return axes.flatMap((first, index) =>
    axes
      .slice(index + 1)
      .map(second => `${first}=${combination[first]} ${second}=${combination[second]}`),
  );
}

function rotate<T>(list: readonly T[], seed: number): T[] {
  // A step that shares no factor with the length visits every element once.
  const { length } = list;
  if (length < 2) return [...list];
  let step = (Math.abs(Math.trunc(seed)) * 2 + 1) % length || 1;
  while (divisor(step, length) !== 1) step++;
  const start = Math.abs(Math.trunc(seed)) % length;
  return list.map((_, index) => list[(start + index * step) % length]!);
}

function divisor(left: number, right: number): number {
  return right === 0 ? left : divisor(right, left % right);
}
