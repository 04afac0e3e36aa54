import { Scorecard } from '@container-lens/engine';
import { KeptFile, RetrofitGuidance } from '../retrofit/retrofitPlan';
import { ServiceSpec } from '../service/serviceSpec';
import { MovedField } from './mapManifest';
import { LeaveTarget } from './renderLeave';

/**
 * One file that leaving writes or removes.
 *
 * @public
 */
export interface LeaveChange {
  readonly path: string;
  /** Undefined for a file that is removed. */
  readonly after: string | undefined;
  /** As Git writes it; undefined for a file that keeps its own. */
  readonly mode: '100644' | '100755' | undefined;
}

/**
 * What leaving AWS Copilot would do. Nothing is written.
 *
 * @public
 */
export interface LeavePlan {
  readonly name: string;
  readonly target: LeaveTarget;
  readonly manifestPath: string;
  /** The environment whose values were taken; undefined for those that all share. */
  readonly environment: string | undefined;
  readonly service: ServiceSpec;
  /** Every field of the manifest and every file beside it. */
  readonly fields: readonly MovedField[];
  /** Sorted by path; empty when nothing is left to do. */
  readonly changes: readonly LeaveChange[];
  readonly kept: readonly KeptFile[];
  readonly guidance: readonly RetrofitGuidance[];
  readonly before: Scorecard;
  readonly after: Scorecard;
  /** Checks of high or critical severity that fail afterwards and did not before. */
  readonly regressions: readonly string[];
}

/** Where the repository keeps what became of its manifest. */
export const leaveReportPath = 'docs/leave-copilot.md';
