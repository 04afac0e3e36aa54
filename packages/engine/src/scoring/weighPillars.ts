import { PillarId } from '../contract/verdict';
import { LensPart } from '../lens/lens';

/**
 * The part of the lens with the pillar weights an organisation chose. A pillar it does not name keeps the weight of the
 * catalogue; scoring brings the sum back to one.
 *
 * @public
 */
export function weighPillars(
  part: LensPart,
  weights: Readonly<Partial<Record<PillarId, number>>>,
): LensPart {
  const named = Object.values(weights).some(weight => weight !== undefined);
  if (!named) return part;
  return {
    ...part,
    pillars: part.pillars.map(pillar => ({
      ...pillar,
      weight: weights[pillar.id] ?? pillar.weight,
    })),
  };
}
