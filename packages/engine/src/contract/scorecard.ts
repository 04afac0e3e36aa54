import { ReasonCode } from './observation';
import { Finding, PillarId, Severity, Verdict } from './verdict';

/**
 * What one check says of one unit (an image, a workload, or the repository).
 *
 * @public
 */
export interface UnitResult {
  /** Name of the unit: the path of its Dockerfile, `Deployment/orders`, or `repository`. */
  readonly unit: string;
  readonly verdict: Verdict;
  /** One sentence: why this verdict. */
  readonly reason: string;
  /** Set when the verdict is `unknown`. */
  readonly code?: ReasonCode;
  /** What is wrong; at least one for `warn` and `fail`, empty otherwise. */
  readonly findings: readonly Finding[];
  /** What was looked at to say `pass` (or `unknown`). */
  readonly evidence: readonly Finding[];
}

/** @public */
export interface Waiver {
  readonly reason: string;
  readonly approver: string;
  /** Date, `YYYY-MM-DD`; the waiver ends at 00:00 UTC of that day. */
  readonly expiresAt: string;
}

/**
 * One row of a scorecard: a check with its combined verdict and the units inside it.
 *
 * @public
 */
export interface CheckResult {
  readonly check: string;
  readonly title: string;
  readonly pillar: PillarId;
  readonly severity: Severity;
  /** The worst of the units, in the catalogue's order: fail, warn, unknown, pass, not-applicable. */
  readonly verdict: Verdict;
  /** True when an accepted risk takes this check out of the score; the verdict stays visible. */
  readonly waived: boolean;
  readonly waiver?: Waiver;
  readonly units: readonly UnitResult[];
  /** Ids of the evidence sources that could decide the check; shown when the verdict is `unknown`. */
  readonly decidedBy: readonly string[];
  readonly remediation: string;
}

/** @public */
export type Risk = 'HIGH' | 'MEDIUM' | 'NONE' | 'UNANSWERED' | 'NOT_APPLICABLE';

/** @public */
export type Grade = 'A' | 'B' | 'C' | 'D' | 'F' | 'none';

/** @public */
export type Level = 'gold' | 'silver' | 'bronze' | 'basic' | 'unrated';

/**
 * One question of the lens. Questions without any implemented check are not listed.
 *
 * @public
 */
export interface QuestionScore {
  readonly id: string;
  readonly pillar: PillarId;
  readonly text: string;
  readonly risk: Risk;
  /** 0 to 100; not set when nothing is decided. */
  readonly score?: number;
  /** 0 to 1. */
  readonly coverage: number;
  readonly weight: number;
  /** Ids of the checks that answer the question, primary ones first. */
  readonly checks: readonly string[];
}

/** @public */
export interface PillarScore {
  readonly id: PillarId;
  readonly name: string;
  /** Share of the overall score after renormalisation, 0 to 1. */
  readonly weight: number;
  /** 0 to 100; not set when no question of the pillar is scored. */
  readonly score?: number;
  /** 0 to 1; not set when no question applies. */
  readonly coverage?: number;
  readonly highRisks: number;
  readonly mediumRisks: number;
}

/** @public */
export interface OverallScore {
  /** 0 to 100, unrounded; not set when nothing is decided. Displays round down. */
  readonly value?: number;
  /** `value` with every unknown counted as fail. */
  readonly lower?: number;
  /** `value` with every unknown counted as pass. */
  readonly upper?: number;
  /** 0 to 1. */
  readonly coverage: number;
  readonly grade: Grade;
  readonly level: Level;
  /** Checks with pass, warn or fail that are not waived. */
  readonly decided: number;
  /** `decided` and the unknown ones. */
  readonly applicable: number;
  readonly highRisks: number;
  readonly mediumRisks: number;
  /** Why the grade is lower than the value alone would give, for example a high risk in security. */
  readonly cap?: string;
}

/**
 * What mending one check would bring.
 *
 * @public
 */
export interface Improvement {
  readonly check: string;
  /** Points of the overall value, 0 to 100, that a pass would add. */
  readonly gain: number;
}

/**
 * Something people should know about what they declared: an entry that does not count, or that ends soon.
 *
 * @public
 */
export interface Notice extends Finding {
  readonly severity: 'error' | 'warning' | 'info';
}

/**
 * The result of an assessment, as every front end, report and test sees it.
 *
 * @public
 */
export interface Scorecard {
  readonly schemaVersion: 1;
  readonly target: {
    readonly name: string;
    readonly entityRef?: string;
    readonly location?: string;
    readonly commit?: string;
    readonly dirty?: boolean;
  };
  /** SHA-256 of the organisation document the assessment used, so that two reports can be compared. */
  readonly organisation: string;
  /** Version of the check catalogue. */
  readonly catalogue: string;
  readonly score: OverallScore;
  readonly pillars: readonly PillarScore[];
  readonly questions: readonly QuestionScore[];
  /** Failures first: by verdict, then severity, then id. */
  readonly results: readonly CheckResult[];
  /** The fixes worth most first; only checks that fail or warn and are not waived. */
  readonly improvements: readonly Improvement[];
  /** Problems of declarations; not set when there are none. */
  readonly notices?: readonly Notice[];
}
