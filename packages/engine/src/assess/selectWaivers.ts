import { Notice, UnitResult, Waiver } from '../contract/scorecard';
import { DeclaredWaiver } from '../declarations/readDeclarations';
import { lens } from '../lens/lens';

/** An accepted risk for one check. @public */
export interface CheckWaiver extends Waiver {
  readonly check: string;
  /** One unit of the check, as scorecards name it; every unit when not set. */
  readonly unit?: string;
}

/** The waivers in force. */
export interface WaiversInForce {
  /**
   * The waiver of a check: of all its units, or one for each unit with a problem, where it is the one that ends first.
   * `undefined` as long as a unit with a problem has none.
   */
  find(check: string, units: readonly UnitResult[]): Waiver | undefined;
}

const dayMs = 24 * 60 * 60 * 1000;
const datePattern = /^\d{4}-\d{2}-\d{2}$/;

function remainingMs(waiver: CheckWaiver, now: Date): number {
  return datePattern.test(waiver.expiresAt)
    ? Date.parse(`${waiver.expiresAt}T00:00:00Z`) - now.getTime()
    : NaN;
}

function isValid(waiver: CheckWaiver, now: Date): boolean {
  const remaining = remainingMs(waiver, now);
  const complete = waiver.reason.trim() !== '' && waiver.approver.trim() !== '';
  return complete && remaining > 0 && remaining <= lens.defaults.waiverMaxValidityDays * dayMs;
}

/**
 * The waivers in force: complete, not expired, and not valid for longer than the catalogue allows. Where several hold
 * for a unit, the one that lasts longest.
 */
export function selectWaivers(waivers: readonly CheckWaiver[], now: Date): WaiversInForce {
  const valid = waivers
    .filter(waiver => isValid(waiver, now))
    .sort((a, b) => b.expiresAt.localeCompare(a.expiresAt));
  return {
    find: (check, units) => {
      const own = valid.filter(waiver => waiver.check === check);
      if (own.length === 0) return undefined;
      const needed = units
        .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable')
        .map(unit => own.find(waiver => waiver.unit === undefined || waiver.unit === unit.unit));
      const used = needed.flatMap(waiver => (waiver ? [waiver] : []));
      if (used.length === 0 || used.length < needed.length) return undefined;
      const { reason, approver, expiresAt } = used.sort((a, b) =>
        a.expiresAt.localeCompare(b.expiresAt),
      )[0]!;
      return { reason, approver, expiresAt };
    },
  };
}

/** What people should know of the waivers in the repository: those that do not count (any more), or not for long. */
export function describeWaivers(waivers: readonly DeclaredWaiver[], now: Date): Notice[] {
  return waivers.flatMap((waiver): Notice[] => {
    const { check, expiresAt, path, line } = waiver;
    const place = { path, ...(line === undefined ? {} : { line }) };
    const remaining = remainingMs(waiver, now);
    const limit = lens.defaults.waiverMaxValidityDays;
    if (!isValid(waiver, now)) {
      const why =
        remaining > 0
          ? `it ends on ${expiresAt}, and at most ${limit} days from now count`
          : `it ended on ${expiresAt}`;
      return [
        {
          severity: 'warning',
          message: `The waiver of ${check} does not count: ${why}.`,
          ...place,
        },
      ];
    }
    return remaining <= lens.defaults.attestationExpiringSoonDays * dayMs
      ? [{ severity: 'info', message: `The waiver of ${check} ends on ${expiresAt}.`, ...place }]
      : [];
  });
}
