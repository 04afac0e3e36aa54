import { ScorecardHistory } from '@container-lens/backstage-plugin-container-lens-common';

type Change = ScorecardHistory['items'][number]['changes'][number];
type Verdict = NonNullable<Change['to']>;

/** What changed between two assessments, sorted by check. */
export function diffVerdicts(
  before: ReadonlyMap<string, Verdict>,
  after: ReadonlyMap<string, Verdict>,
): Change[] {
  const checks = [...new Set([...before.keys(), ...after.keys()])].sort();
  return checks
    .filter(check => before.get(check) !== after.get(check))
    .map(check => {
      const from = before.get(check);
      const to = after.get(check);
      return { check, ...(from && { from }), ...(to && { to }) };
    });
}
