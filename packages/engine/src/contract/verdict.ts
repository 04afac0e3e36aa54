import { ReasonCode } from './observation';

/** @public */
export type Verdict = 'pass' | 'warn' | 'fail' | 'unknown' | 'not-applicable';

/** @public */
export type Severity = 'critical' | 'high' | 'medium' | 'low';

/** @public */
export type PillarId = 'OPS' | 'SEC' | 'REL' | 'PERF' | 'COST' | 'SUS';

/**
 * Something a person can go and look at: a sentence and, where there is one, the place.
 *
 * @public
 */
export interface Finding {
  readonly message: string;
  /** Path relative to the judged folder. */
  readonly path?: string;
  /** First line, counted from 1. */
  readonly line?: number;
}

/** @public */
export type Findings = readonly [Finding, ...Finding[]];

/**
 * What a check says of one unit. A `warn` or `fail` without a finding does not compile.
 *
 * @public
 */
export type Judgement =
  | { readonly verdict: 'pass'; readonly reason: string; readonly evidence: readonly Finding[] }
  | { readonly verdict: 'warn' | 'fail'; readonly reason: string; readonly findings: Findings }
  | { readonly verdict: 'not-applicable'; readonly reason: string }
  | {
      readonly verdict: 'unknown';
      readonly reason: string;
      readonly code: ReasonCode;
      readonly evidence?: readonly Finding[];
    };
