import { SourceLocation } from '../image/imageConfig';

/**
 * What people have declared for one check, at the moment of the assessment.
 *
 * @public
 */
export type AttestationState =
  | { readonly state: 'missing' }
  /** It exists and does not count: expired, valid for too long, incomplete, a future date. */
  | {
      readonly state: 'expired' | 'invalid';
      readonly reason: string;
      /** Not set for an attestation of the portal. */
      readonly location?: SourceLocation;
    }
  | {
      readonly state: 'valid';
      readonly answer: 'yes' | 'no';
      /** True in the last days of its validity (`attestation_expiring_soon_days`). */
      readonly expiresSoon: boolean;
      /** Date, `YYYY-MM-DD`: it ends at 00:00 UTC of that day. */
      readonly expiresAt: string;
      /** URL. */
      readonly evidence: string;
      readonly approver: string;
      /** The statement. */
      readonly reason?: string;
      /** Not set for an attestation of the portal. */
      readonly location?: SourceLocation;
    };

/** @public */
export interface Attestations {
  /** For a check, and for one of its units where the attestation names one. */
  find(check: string, unit?: string): AttestationState;
}
