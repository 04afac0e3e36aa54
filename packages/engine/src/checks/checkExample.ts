import { Verdict } from '../contract/verdict';
import { organisationSchema } from '../organisation/organisation';
import type { z } from 'zod';

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
