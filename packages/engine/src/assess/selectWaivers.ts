import { Waiver } from '../contract/scorecard';
import { lens } from '../lens/lens';

/** An accepted risk for one check. @public */
export interface CheckWaiver extends Waiver {
  readonly check: string;
}

const dayMs = 24 * 60 * 60 * 1000;
const datePattern = /^\d{4}-\d{2}-\d{2}$/;

function isValid(waiver: CheckWaiver, now: Date): boolean {
  if (!datePattern.test(waiver.expiresAt)) return false;
  const remaining = Date.parse(`${waiver.expiresAt}T00:00:00Z`) - now.getTime();
  const complete = waiver.reason.trim() !== '' && waiver.approver.trim() !== '';
  return complete && remaining > 0 && remaining <= lens.defaults.waiverMaxValidityDays * dayMs;
}

/**
 * The waivers in force by check id: complete, not expired, and not valid for longer than the catalogue allows. When a
 * check has several, the one that lasts longest.
 */
export function selectWaivers(
  waivers: readonly CheckWaiver[],
  now: Date,
): ReadonlyMap<string, Waiver> {
  const inForce = new Map<string, Waiver>();
  for (const { check, reason, approver, expiresAt } of waivers.filter(w => isValid(w, now))) {
    const other = inForce.get(check);
    if (!other || other.expiresAt < expiresAt) {
      inForce.set(check, { reason, approver, expiresAt });
    }
  }
  return inForce;
}
