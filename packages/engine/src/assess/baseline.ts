import { z } from 'zod';
import { CheckResult, Scorecard, UnitResult } from '../contract/scorecard';

const findingSchema = z.object({ message: z.string(), path: z.string().optional() });

/**
 * What of an earlier report (`--format json`) a comparison needs. Other fields are ignored, so that reports of older and
 * newer versions can be compared.
 *
 * @public
 */
export const baselineSchema = z.object({
  schemaVersion: z.literal(1),
  organisation: z.string().optional(),
  catalogue: z.string().optional(),
  results: z
    .array(
      z.object({
        check: z.string(),
        units: z
          .array(
            z.object({
              unit: z.string(),
              verdict: z.string(),
              findings: z.array(findingSchema).default([]),
            }),
          )
          .default([]),
      }),
    )
    .max(1000),
});

/** @public */
export type Baseline = z.output<typeof baselineSchema>;

/**
 * The failures that are worse than in the baseline: a unit that did not fail before, or one that fails for something
 * new. A line that moved is nothing new. Units keep only what is worse.
 *
 * @public
 */
export function findWorse(scorecard: Scorecard, baseline: Baseline): readonly CheckResult[] {
  const earlier = new Map(
    baseline.results.flatMap(({ check, units }) =>
      units.map(unit => [`${check}\n${unit.unit}`, unit] as const),
    ),
  );
  return scorecard.results.flatMap(result => {
    if (result.verdict !== 'fail') return [];
    const units = result.units.flatMap((unit): UnitResult[] => {
      if (unit.verdict !== 'fail') return [];
      const before = earlier.get(`${result.check}\n${unit.unit}`);
      if (before?.verdict !== 'fail') return [unit];
      const findings = withoutKnown(unit.findings, before.findings);
      return findings.length === 0 ? [] : [{ ...unit, findings }];
    });
    return units.length === 0 ? [] : [{ ...result, units }];
  });
}

/** What is there more often than before. */
function withoutKnown(
  findings: UnitResult['findings'],
  before: readonly { readonly message: string; readonly path?: string }[],
): UnitResult['findings'] {
  const key = ({ message, path = '' }: { message: string; path?: string }) => `${path}\n${message}`;
  const known = new Map<string, number>();
  for (const finding of before) known.set(key(finding), (known.get(key(finding)) ?? 0) + 1);
  return findings.filter(finding => {
    const left = known.get(key(finding)) ?? 0;
    if (left > 0) known.set(key(finding), left - 1);
    return left === 0;
  });
}
