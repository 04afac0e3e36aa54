/**
 * Something about a manifest. An `error` makes Copilot refuse it, or ignore what was written; an `advice` is about a setting
 * that works and should not be used.
 *
 * @public
 */
export interface CopilotProblem {
  readonly severity: 'error' | 'advice';
  /** `image.healthcheck.command`, `http.additional_rules[0].path`; of an environment: `environments.test.count`. */
  readonly path: string;
  readonly message: string;
}

/** How rules say what they found. */
export type Report = (path: string, message: string) => void;
