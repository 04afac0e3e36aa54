import { Report } from '../copilotProblem';
import { CopilotManifestType } from '../manifestType';
import { ManifestMap } from '../manifestValue';

/** One manifest as one environment gets it. */
export interface RuleContext {
  readonly type: CopilotManifestType;
  readonly manifest: ManifestMap;
  /** Copilot refuses the manifest. */
  readonly error: Report;
  /** It works and should not be so. */
  readonly advice: Report;
}

/** Whether a text holds a place that Copilot fills in, so that what it becomes is not known. */
export function isOpen(value: unknown): boolean {
  return typeof value === 'string' && /\$\{[A-Za-z_]/.test(value);
}
