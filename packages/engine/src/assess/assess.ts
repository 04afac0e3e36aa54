import { allChecks } from '../checks/allChecks';
import { Check } from '../contract/check';
import { Evidence, Subject } from '../contract/evidence';
import { CheckResult, Notice, Scorecard, Waiver } from '../contract/scorecard';
import { UnitResult } from '../contract/scorecard';
import { declarations } from '../facts/attestation/declarations';
import { findLensCheck, lens, selectLens } from '../lens/lens';
import { LensCheck } from '../lens/lensData';
import { defaultOrganisation, OrganisationDocument } from '../organisation/organisation';
import { organisationHash } from '../organisation/organisationHash';
import { findImprovements } from '../scoring/findImprovements';
import { scoreLens } from '../scoring/scoreLens';
import { weighPillars } from '../scoring/weighPillars';
import { combineVerdicts } from './combineVerdicts';
import { createFactReader } from './createFactReader';
import { judgeCheck } from './judgeCheck';
import { CheckWaiver, describeWaivers, selectWaivers } from './selectWaivers';

/** @public */
export interface AssessOptions {
  readonly subject: Subject;
  readonly evidence: Evidence;
  /** What the organisation decides; nothing when not set. */
  readonly organisation?: OrganisationDocument;
  /**
   * Accepted risks beside those of the repository's `.container-lens.yaml`; those that are incomplete, expired or valid
   * for too long are ignored.
   */
  readonly waivers?: readonly CheckWaiver[];
  /** The moment the assessment is made for; now when not set. */
  readonly now?: Date;
  /** All implemented checks when not set. */
  readonly checks?: readonly Check[];
  /** Told of every fact or check that threw (`fact dockerfiles`, `check sec-…`); the scorecard says `unknown`. */
  readonly onError?: (source: string, error: unknown) => void;
}

/** Milliseconds of uninterrupted work after which other work of the process gets its turn. */
const sliceMs = 25;

function requireMetadata(checks: readonly Check[]): LensCheck[] {
  const seen = new Set<string>();
  return checks.map(({ id }) => {
    const metadata = findLensCheck(id);
    if (!metadata) {
      throw new TypeError(
        `Check '${id}' is not in the catalogue. A check takes its title, severity and questions from there.`,
      );
    }
    if (seen.has(id)) throw new TypeError(`Check '${id}' is registered twice.`);
    seen.add(id);
    return metadata;
  });
}

function toResult(options: {
  readonly metadata: LensCheck;
  readonly units: readonly UnitResult[];
  readonly waiver: Waiver | undefined;
}): CheckResult {
  const { metadata, units } = options;
  const verdict = combineVerdicts(units.map(unit => unit.verdict));
  // There is no risk to accept where there is none.
  const waiver = verdict === 'pass' || verdict === 'not-applicable' ? undefined : options.waiver;
  return {
    check: metadata.id,
    title: metadata.title,
    pillar: metadata.pillar,
    severity: metadata.severity,
    verdict,
    waived: waiver !== undefined,
    ...(waiver ? { waiver } : {}),
    units,
    decidedBy: metadata.evidence,
    remediation: metadata.remediation,
  };
}

const severities = ['critical', 'high', 'medium', 'low'];

function compareResults(a: CheckResult, b: CheckResult): number {
  return (
    lens.verdictOrder.indexOf(a.verdict) - lens.verdictOrder.indexOf(b.verdict) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    (a.check < b.check ? -1 : 1)
  );
}

function describeTarget(options: AssessOptions): Scorecard['target'] {
  const { subject, evidence } = options;
  const { location, commit, dirty } =
    evidence.repository.status === 'present' ? evidence.repository.value : {};
  return {
    name: subject.name,
    ...(subject.entityRef === undefined ? {} : { entityRef: subject.entityRef }),
    ...(location === undefined ? {} : { location }),
    ...(commit === undefined ? {} : { commit }),
    ...(dirty === undefined ? {} : { dirty }),
  };
}

/**
 * Assesses a subject against the lens. The same subject, evidence, organisation document and moment give the same
 * scorecard, wherever it is computed. Checks that the organisation disables are absent, like checks that are not
 * implemented.
 *
 * Broken evidence, facts and checks lead to `unknown` and never to a rejection.
 *
 * @throws TypeError when a check is registered twice or is not in the catalogue.
 * @public
 */
export async function assess(options: AssessOptions): Promise<Scorecard> {
  const {
    subject,
    evidence,
    organisation = defaultOrganisation,
    waivers = [],
    now = new Date(),
    onError = () => {},
  } = options;
  const disabled = new Set(organisation.disabledChecks.map(({ check }) => check));
  const checks = (options.checks ?? allChecks).filter(check => !disabled.has(check.id));
  const metadata = requireMetadata(checks);
  const read = createFactReader({ subject, evidence, organisation, now }, onError);
  const declared = read(declarations);
  const own = declared.status === 'present' ? declared.value : undefined;
  const waiversInForce = selectWaivers([...waivers, ...(own?.waivers ?? [])], now);
  const notices: readonly Notice[] = own
    ? [...own.notices, ...describeWaivers(own.waivers, now)]
    : [];

  const results: CheckResult[] = [];
  let sliceEnd = performance.now() + sliceMs;
  for (const [index, check] of checks.entries()) {
    const units = judgeCheck({ check, read, onError });
    const checkMetadata = metadata[index]!;
    results.push(
      toResult({ metadata: checkMetadata, units, waiver: waiversInForce.find(check.id, units) }),
    );
    if (performance.now() > sliceEnd) {
      await new Promise(resolve => setImmediate(resolve));
      sliceEnd = performance.now() + sliceMs;
    }
  }
  results.sort(compareResults);

  const part = weighPillars(selectLens(checks.map(check => check.id)), organisation.weights);
  const scored = new Map(results.map(({ check, verdict, waived }) => [check, { verdict, waived }]));
  return {
    schemaVersion: 1,
    target: describeTarget(options),
    organisation: organisationHash(organisation),
    catalogue: lens.version,
    ...scoreLens(part, scored),
    results,
    improvements: findImprovements(part, scored),
    ...(notices.length > 0 ? { notices } : {}),
  };
}
