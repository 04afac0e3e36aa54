import { Check } from '../contract/check';
import { Fact, ObservedFact, OptionalFact, ReadFact } from '../contract/fact';
import { UnitResult } from '../contract/scorecard';
import { Finding, Judgement } from '../contract/verdict';
import { hideSecretValues } from '../facts/repository/secretNames';

/** The unit of results that are about no image or workload in particular. */
const wholeRepository = 'repository';

function hideInFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.map(finding => {
    const message = hideSecretValues(finding.message);
    return message === finding.message ? finding : { ...finding, message };
  });
}

/** Checks quote the repository; this is where no secret of it can pass. */
function toUnitResult(unit: string, judgement: Judgement): UnitResult {
  return {
    unit: hideSecretValues(unit),
    verdict: judgement.verdict,
    reason: hideSecretValues(judgement.reason),
    ...(judgement.verdict === 'unknown' ? { code: judgement.code } : {}),
    findings:
      judgement.verdict === 'fail' || judgement.verdict === 'warn'
        ? hideInFindings(judgement.findings)
        : [],
    evidence:
      judgement.verdict === 'pass' || judgement.verdict === 'unknown'
        ? hideInFindings(judgement.evidence ?? [])
        : [],
  };
}

type Need = Fact<unknown> | OptionalFact<unknown> | ObservedFact<unknown>;

/** The needs with their values, or what the first need that is not there means for the check. */
function readNeeds(
  check: Check,
  read: ReadFact,
): { given: Record<string, unknown> } | { settled: Judgement } {
  const given: Record<string, unknown> = {};
  const needs = check.needs as Record<string, Need>;
  for (const name of Object.keys(needs)) {
    const need = needs[name]!;
    const observation = read(need.kind === 'fact' ? need : need.fact);
    if (need.kind === 'observed') {
      given[name] = observation;
    } else if (observation.status === 'present') {
      given[name] = observation.value;
    } else if (observation.status === 'unavailable') {
      const { code, reason } = observation;
      return { settled: { verdict: 'unknown', code, reason } };
    } else if (need.kind === 'fact') {
      const reason =
        check.absentReason ?? `The repository has nothing of this kind: ${need.description}.`;
      return { settled: { verdict: 'not-applicable', reason } };
    }
  }
  return { given };
}

/**
 * Runs one check. Needs are read in the order they are declared; the first that is missing settles the check. A check
 * that throws is `unknown`: it is a defect, and a defect is never green.
 */
export function judgeCheck(options: {
  readonly check: Check;
  readonly read: ReadFact;
  readonly onError: (source: string, error: unknown) => void;
}): readonly UnitResult[] {
  const { check, read, onError } = options;
  const needs = readNeeds(check, read);
  if ('settled' in needs) return [toUnitResult(wholeRepository, needs.settled)];
  try {
    const judged = check.judge(needs.given);
    if (judged.length === 0) {
      const reason = check.absentReason ?? 'The repository has nothing this check applies to.';
      return [toUnitResult(wholeRepository, { verdict: 'not-applicable', reason })];
    }
    return judged.map(({ unit, judgement }) => toUnitResult(unit, judgement));
  } catch (error) {
    onError(`check ${check.id}`, error);
    const reason =
      'The check failed with an internal error. This is a defect of Container Lens, not of the repository.';
    return [toUnitResult(wholeRepository, { verdict: 'unknown', code: 'source-error', reason })];
  }
}
