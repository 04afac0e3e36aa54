import { CheckResult, Scorecard } from '../contract/scorecard';

/** The results of a scorecard by what a reader does with them, in the order of reports. */
export interface ResultGroups {
  readonly failures: readonly CheckResult[];
  readonly warnings: readonly CheckResult[];
  readonly unknown: readonly CheckResult[];
  readonly waived: readonly CheckResult[];
  readonly passed: readonly CheckResult[];
  readonly notApplicable: readonly CheckResult[];
}

export function groupResults(scorecard: Scorecard): ResultGroups {
  const open = scorecard.results.filter(result => !result.waived);
  const withVerdict = (verdict: string) => open.filter(result => result.verdict === verdict);
  return {
    failures: withVerdict('fail'),
    warnings: withVerdict('warn'),
    unknown: withVerdict('unknown'),
    waived: scorecard.results.filter(result => result.waived),
    passed: withVerdict('pass'),
    notApplicable: withVerdict('not-applicable'),
  };
}
