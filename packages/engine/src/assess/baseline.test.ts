import { CheckResult, Scorecard } from '../contract/scorecard';
import { Verdict } from '../contract/verdict';
import { describeGate } from '../report/describeGate';
import { baselineSchema } from './baseline';
import { gate } from './gate';

interface Row {
  readonly unit?: string;
  readonly verdict: Verdict;
  readonly findings?: readonly { message: string; path?: string; line?: number }[];
}

function scorecard(rows: Record<string, readonly Row[]>): Scorecard {
  const results = Object.entries(rows).map(([check, units]) => ({
    check,
    severity: 'high',
    verdict: units.some(unit => unit.verdict === 'fail') ? 'fail' : units[0]!.verdict,
    waived: false,
    units: units.map(({ unit = 'Dockerfile', verdict, findings = [] }) => ({
      unit,
      verdict,
      reason: 'A reason.',
      findings,
      evidence: [],
    })),
  })) as unknown as CheckResult[];
  return { schemaVersion: 1, results } as unknown as Scorecard;
}

const asBaseline = (card: Scorecard) => baselineSchema.parse(JSON.parse(JSON.stringify(card)));
const blocking = (now: Scorecard, before: Scorecard) =>
  gate(now, 'high', asBaseline(before)).blocking.map(({ check }) => check);

const root = { message: 'USER root', path: 'Dockerfile', line: 2 };

describe('gate with a baseline', () => {
  it('tolerates what failed before, also when its line moved', () => {
    const before = scorecard({ a: [{ verdict: 'fail', findings: [root] }] });
    const now = scorecard({ a: [{ verdict: 'fail', findings: [{ ...root, line: 9 }] }] });
    const outcome = gate(now, 'high', asBaseline(before));
    expect(outcome).toMatchObject({ passed: true, knownBefore: 1, tolerated: 0 });
    expect(describeGate(outcome)).toBe(
      'Gate passed: no failure of high severity or above is new or worse. 1 failure of the baseline is still there.',
    );
  });

  it.each<Verdict>(['pass', 'warn', 'unknown', 'not-applicable'])(
    'fails when a unit was %s before',
    verdict => {
      const before = scorecard({ a: [{ verdict }] });
      const now = scorecard({ a: [{ verdict: 'fail', findings: [root] }] });
      expect(blocking(now, before)).toEqual(['a']);
    },
  );

  it('fails for a check and for a unit the baseline does not know', () => {
    const before = scorecard({ a: [{ verdict: 'fail', findings: [root] }] });
    expect(blocking(scorecard({ b: [{ verdict: 'fail', findings: [root] }] }), before)).toEqual([
      'b',
    ]);
    const now = scorecard({ a: [{ unit: 'api/Dockerfile', verdict: 'fail', findings: [root] }] });
    expect(blocking(now, before)).toEqual(['a']);
  });

  it('fails for one finding more of the same kind, and shows only what is new', () => {
    const before = scorecard({ a: [{ verdict: 'fail', findings: [root] }] });
    const now = scorecard({ a: [{ verdict: 'fail', findings: [root, { ...root, line: 7 }] }] });
    const [worse] = gate(now, 'high', asBaseline(before)).blocking;
    expect(worse?.units[0]?.findings).toHaveLength(1);
  });

  it('is the plain gate for a baseline without failures', () => {
    const now = scorecard({ a: [{ verdict: 'fail', findings: [root] }], b: [{ verdict: 'pass' }] });
    const outcome = gate(now, 'high', asBaseline(scorecard({})));
    expect(outcome.blocking.map(({ check }) => check)).toEqual(
      gate(now, 'high').blocking.map(({ check }) => check),
    );
    expect(describeGate(outcome)).toContain('that is new or worse');
  });
});
