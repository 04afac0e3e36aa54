/**
 * The weighted mean of values, without the last digits that binary fractions get wrong: 0.1 × 3 must meet a threshold
 * of 0.3. `undefined` when there is nothing to weigh.
 */
export function weightedMean(
  parts: readonly { readonly weight: number; readonly value: number }[],
): number | undefined {
  const total = parts.reduce((sum, part) => sum + part.weight, 0);
  if (total === 0) return undefined;
  const mean = parts.reduce((sum, part) => sum + part.weight * part.value, 0) / total;
  return Math.round(mean * 1e10) / 1e10;
}
