/**
 * What is known about one thing that was looked for.
 *
 * `absent` is knowledge: the place was readable and the thing is not there. `unavailable` is the lack of it: nobody
 * could look, and `reason` says why in a sentence that is shown to people.
 *
 * @public
 */
export type Observation<T> =
  | { readonly status: 'present'; readonly value: T }
  | { readonly status: 'absent' }
  | { readonly status: 'unavailable'; readonly reason: string; readonly code: ReasonCode };

/**
 * Why something is unknown, for machines. The sentence beside it is for people.
 *
 * @public
 */
export type ReasonCode =
  | 'no-source-configured'
  | 'access-denied'
  | 'source-error'
  | 'unresolved-variable'
  | 'unparseable'
  | 'stale-evidence'
  | 'attestation-missing'
  | 'attestation-expired'
  | 'evidence-conflict';

/** @public */
export function present<T>(value: T): Observation<T> {
  return { status: 'present', value };
}

/** @public */
export function absent<T = never>(): Observation<T> {
  return { status: 'absent' };
}

/** @public */
export function unavailable<T = never>(code: ReasonCode, reason: string): Observation<T> {
  return { status: 'unavailable', code, reason };
}
