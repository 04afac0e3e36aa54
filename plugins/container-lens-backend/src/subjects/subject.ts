import { AssessmentSubject } from '@container-lens/backstage-plugin-container-lens-node';

/**
 * A catalog entity as Container Lens sees it: what is judged, what the fleet page shows of it, and why it cannot be
 * judged if it cannot.
 */
export interface Subject extends AssessmentSubject {
  readonly owner?: string;
  readonly system?: string;
  readonly lifecycle?: string;
  readonly example: boolean;
  /** A sentence for people: why no source can be read, and what to add. `sourceUrl` is then not set. */
  readonly problem?: string;
  /** SHA-256 over all the rest. */
  readonly fingerprint: string;
}
