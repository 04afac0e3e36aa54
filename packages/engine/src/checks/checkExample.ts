import { Verdict } from '../contract/verdict';
import { organisationSchema } from '../organisation/organisation';
import type { z } from 'zod';
import type { AttestationRecord } from '../contract/evidence';
import type {
  historyEvidenceSchema,
  registryEvidenceSchema,
  runtimeEvidenceSchema,
  scmEvidenceSchema,
} from '../contract/registryEvidence';

/**
 * One worked example of a check: a small repository and the verdict it must get. Every example is run by
 * `checks/examples.test.ts` and those of `showInDocs` appear on the page of the check under `docs/checks/`.
 *
 * @public
 */
export interface CheckExample {
  /** What the example shows, as a sentence without a full stop: `USER in a build-only stage does not count`. */
  readonly title: string;
  /** The whole repository: path to text. */
  readonly files: Readonly<Record<string, string>>;
  /** Files that exist and cannot be read, with the reason. */
  readonly unreadable?: Readonly<Record<string, string>>;
  /** The combined verdict of the check. */
  readonly verdict: Verdict;
  /** A part of (or pattern for) the reason of a unit with that verdict. */
  readonly reason?: string | RegExp;
  /** Where the first finding of such a unit must point to: `Dockerfile:3`, or only the path. */
  readonly at?: string;
  /** Catalog annotations of the subject, for example `container-lens/workload-type`. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** What differs from the default organisation document. */
  readonly organisation?: z.input<typeof organisationSchema>;
  /** What the registry says; no registry is configured when not set. */
  readonly registry?: z.input<typeof registryEvidenceSchema>;
  /** What the Git host says; it is not asked when not set. */
  readonly scm?: z.input<typeof scmEvidenceSchema>;
  readonly runtime?: z.input<typeof runtimeEvidenceSchema>;
  readonly history?: z.input<typeof historyEvidenceSchema>;
  /** Attestations given in the portal. */
  readonly attestations?: readonly AttestationRecord[];
  /** The moment of the assessment; 2026-11-22T00:00:00Z when not set. */
  readonly now?: string;
  /** Shows the example on the docs page. At least one pass and one fail (or warn) example should be shown. */
  readonly showInDocs?: boolean;
  /**
   * The example is the runnable form of a case in `lens/calibration.yaml`: its number among the cases of *this* check,
   * counted from 1 in the order of the file. The verdict must then be the one of the case.
   */
  readonly calibration?: number;
}

/** @public */
export interface CheckExamples {
  readonly check: string;
  readonly examples: readonly CheckExample[];
}

/**
 * Declares the examples of one check, as `export const examples = defineExamples('<id>', [...])` in
 * `checks/<pillar>/<id>.examples.ts`.
 *
 * @public
 */
export function defineExamples(check: string, examples: readonly CheckExample[]): CheckExamples {
  return { check, examples };
}
