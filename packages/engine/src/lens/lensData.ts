import { PillarId, Severity, Verdict } from '../contract/verdict';

/** @public */
export interface LensPillar {
  readonly id: PillarId;
  readonly name: string;
  /** Id of the pillar in the AWS Well-Architected Tool. */
  readonly officialId: string;
  /** Share of the overall score before renormalisation, 0 to 1. */
  readonly weight: number;
}

/** @public */
export interface LensPractice {
  /** Choice id of the official lens, for example `SEC1_1`. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Ids of the checks that show whether the practice is in place. */
  readonly checks: readonly string[];
}

/** @public */
export interface LensQuestion {
  /** Id of the whitepaper question, for example `CONTAINER_BUILD_SEC_01`. */
  readonly id: string;
  /** Id of the question in the Lens Catalog edition, for example `SEC1`; two whitepaper questions share `COST1`. */
  readonly officialId: string;
  readonly pillar: PillarId;
  readonly text: string;
  /** Page of the white paper on which the question stands. */
  readonly url: string;
  /** 1 to 3: share of the question in its pillar. */
  readonly weight: number;
  /** Whether a failing high-severity primary check makes the question a high risk. */
  readonly highRiskEligible: boolean;
  readonly practices: readonly LensPractice[];
}

/** How a check decides, in words; one entry per verdict. @public */
export interface LensCheckLogic {
  readonly pass: string;
  readonly warn: string;
  readonly fail: string;
  readonly notApplicable: string;
  readonly unknown: string;
}

/**
 * What the catalogue says of one check: everything but the code.
 *
 * @public
 */
export interface LensCheck {
  readonly id: string;
  readonly title: string;
  readonly pillar: PillarId;
  readonly primaryQuestion: string;
  readonly relatedQuestions: readonly string[];
  readonly practices: readonly string[];
  readonly severity: Severity;
  /** 8, 5, 3 or 1, by severity. */
  readonly weight: number;
  readonly type: 'automated' | 'partial' | 'attestation';
  /** Ids of evidence sources that can decide the check. */
  readonly evidence: readonly string[];
  readonly linuxOnly: boolean;
  readonly appliesWhen: string;
  readonly logic: LensCheckLogic;
  readonly falsePositiveGuards: readonly string[];
  readonly advisories: readonly string[];
  /** Tool to its rule ids, for example `hadolint` to `DL3002`. */
  readonly equivalentRules: Readonly<Record<string, string>>;
  /** Thresholds of the check. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly remediation: string;
  readonly templates: readonly string[];
}

/**
 * The Container Build Lens as specified in `lens/catalogue.yaml`.
 *
 * @public
 */
export interface LensData {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  /** Date of the catalogue, `YYYY-MM-DD`. */
  readonly date: string;
  readonly lens: { readonly name: string; readonly url: string; readonly officialArn: string };
  /** Worst first; the verdict of a check is the first of these that one of its units has. */
  readonly verdictOrder: readonly Verdict[];
  readonly scoring: {
    readonly credit: Readonly<Record<'pass' | 'warn' | 'fail', number>>;
    readonly primaryFactor: number;
    readonly relatedFactor: number;
    readonly pillarWeights: Readonly<Record<PillarId, number>>;
  };
  readonly defaults: {
    readonly trustedPublicRegistries: readonly string[];
    /** Source of a regular expression. */
    readonly productionEnvironmentNames: string;
    readonly waiverMaxValidityDays: number;
    readonly attestationMaxValidityDays: number;
    readonly attestationExpiringSoonDays: number;
    /** Older registry evidence decides nothing. */
    readonly registryEvidenceMaxAgeHours: number;
  };
  /** Evidence source id to the sentence that describes it. */
  readonly evidenceSources: Readonly<Record<string, string>>;
  readonly pillars: readonly LensPillar[];
  readonly questions: readonly LensQuestion[];
  readonly checks: readonly LensCheck[];
}
