/**
 * Calibration cases of implemented checks that cannot run yet, as `<check>#<number>` (see `CheckExample.calibration`),
 * and what each waits for.
 */
export const casesForLater: Readonly<Record<string, string>> = {
  'rel-health-check-defined#3': 'Copilot manifests are not read yet.',
};
