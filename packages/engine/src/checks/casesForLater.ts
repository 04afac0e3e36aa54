/**
 * Calibration cases of implemented checks that cannot run yet, as `<check>#<number>` (see `CheckExample.calibration`),
 * and what each waits for.
 */
export const casesForLater: Readonly<Record<string, string>> = {};
