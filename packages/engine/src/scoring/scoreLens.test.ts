import fc from 'fast-check';
import { Verdict } from '../contract/verdict';
import { lens, selectLens } from '../lens/lens';
import { findImprovements } from './findImprovements';
import { scoreLens } from './scoreLens';
import { weighPillars } from './weighPillars';
import { ScoredCheck } from './scoredCheck';
import { WeightedMean } from './weightedMean';

type Verdicts = Record<string, Verdict | 'waived'>;

function toScored(verdicts: Verdicts): Map<string, ScoredCheck> {
  return new Map(
    Object.entries(verdicts).map(([id, verdict]) => [
      id,
      verdict === 'waived' ? { verdict: 'fail', waived: true } : { verdict, waived: false },
    ]),
  );
}

function score(verdicts: Verdicts) {
  return scoreLens(selectLens(Object.keys(verdicts)), toScored(verdicts));
}

function question(id: string, verdicts: Verdicts) {
  const found = score(verdicts).questions.find(q => q.id === `CONTAINER_BUILD_${id}`);
  return { risk: found?.risk, score: found?.score, coverage: found?.coverage };
}

describe('the score of a question, computed by hand', () => {
  it('weighs passes and failures: 5 of 10', () => {
    // Both primary, high (5). The failure makes the question, which is eligible, a high risk.
    expect(
      question('SEC_01', {
        'sec-image-user-non-root': 'pass',
        'sec-runtime-security-context': 'fail',
      }),
    ).toEqual({ risk: 'HIGH', score: 50, coverage: 1 });
  });

  it('gives a warning half the credit and a related check half the weight', () => {
    // (8 × 0.5 + 8 + 3 × 0.5) / (8 + 8 + 1.5) = 13.5 / 17.5
    const result = question('SEC_05', {
      'sec-image-no-secret-values': 'warn',
      'sec-image-no-secret-files': 'pass',
      'perf-dockerignore-effective': 'pass',
    });
    expect(result).toMatchObject({ risk: 'MEDIUM', coverage: 1 });
    expect(result.score).toBeCloseTo((13.5 / 17.5) * 100, 6);
  });

  it('lets an unknown lower the coverage and not the score', () => {
    // Score 8 / 9.5, coverage 9.5 / 17.5.
    const result = question('SEC_05', {
      'sec-image-no-secret-values': 'unknown',
      'sec-image-no-secret-files': 'pass',
      'perf-dockerignore-effective': 'fail',
    });
    expect(result.risk).toBe('MEDIUM');
    expect(result.score).toBeCloseTo((8 / 9.5) * 100, 6);
    expect(result.coverage).toBeCloseTo(9.5 / 17.5, 6);
  });

  it('mixes all verdicts', () => {
    // (3 + 1.5 + 0) / (3 + 3 + 2.5), coverage 8.5 / 11
    const result = question('OPS_01', {
      'ops-build-multi-stage': 'pass',
      'ops-parent-lineage-recorded': 'warn',
      'sec-parent-private-registry': 'fail',
      'perf-parent-tag-pinned': 'unknown',
    });
    expect(result.risk).toBe('MEDIUM');
    expect(result.score).toBeCloseTo((4.5 / 8.5) * 100, 6);
    expect(result.coverage).toBeCloseTo(8.5 / 11, 6);
  });

  it.each<[string, string, Verdicts, object]>([
    [
      'a score below 40 is a high risk even where the question is not eligible',
      'COST_05',
      { 'cost-signal-pid1': 'fail', 'cost-signal-entrypoint-exec': 'pass' },
      { risk: 'HIGH', score: 37.5, coverage: 1 },
    ],
    [
      'a score of 68.75 is a medium risk',
      'COST_05',
      { 'cost-signal-pid1': 'warn', 'cost-signal-entrypoint-exec': 'pass' },
      { risk: 'MEDIUM', score: 68.75, coverage: 1 },
    ],
    [
      'a high-severity primary failure is a medium risk where the question is not eligible',
      'PERF_03',
      { 'perf-parent-tag-pinned': 'warn' },
      { risk: 'MEDIUM', score: 50, coverage: 1 },
    ],
    [
      'less than half decided is unanswered, whatever the score',
      'OPS_01',
      {
        'ops-build-multi-stage': 'unknown',
        'ops-parent-lineage-recorded': 'unknown',
        'sec-parent-private-registry': 'pass',
        'perf-parent-tag-pinned': 'pass',
      },
      { risk: 'UNANSWERED', score: 100, coverage: expect.closeTo(5 / 11, 6) },
    ],
    [
      'exactly half decided is answered, and an unknown high-severity primary check is a medium risk',
      'SEC_01',
      { 'sec-image-user-non-root': 'pass', 'sec-runtime-security-context': 'unknown' },
      { risk: 'MEDIUM', score: 100, coverage: 0.5 },
    ],
    [
      'a critical failure is a high risk however little is decided',
      'SEC_05',
      { 'sec-image-no-secret-values': 'unknown', 'sec-image-no-secret-files': 'fail' },
      { risk: 'HIGH', score: 0, coverage: 0.5 },
    ],
    [
      'nothing decided is unanswered without a score',
      'PERF_03',
      { 'perf-parent-tag-pinned': 'unknown' },
      { risk: 'UNANSWERED', score: undefined, coverage: 0 },
    ],
    [
      'all passing is no risk',
      'REL_05',
      { 'rel-health-check-defined': 'pass', 'rel-health-command-available': 'pass' },
      { risk: 'NONE', score: 100, coverage: 1 },
    ],
    [
      'nothing applicable is not applicable',
      'REL_05',
      { 'rel-health-check-defined': 'not-applicable', 'rel-health-command-available': 'waived' },
      { risk: 'NOT_APPLICABLE', score: undefined, coverage: 1 },
    ],
    [
      'a waived failure counts as not applicable',
      'REL_05',
      { 'rel-health-check-defined': 'waived', 'rel-health-command-available': 'pass' },
      { risk: 'NONE', score: 100, coverage: 1 },
    ],
  ])('%s', (_title, id, verdicts, expected) => {
    expect(question(id, verdicts)).toEqual(expected);
  });
});

describe('the score of the whole, computed by hand', () => {
  it('renormalises the weights of the pillars that are scored', () => {
    // SEC 0.25 × 75, REL 0.20 × 100, COST 0.15 × 0, over 0.60
    const { score: overall, pillars } = score({
      'sec-image-user-non-root': 'pass',
      'sec-runtime-security-context': 'warn',
      'rel-resources-bounded': 'pass',
      'cost-layer-package-cache': 'fail',
    });
    expect(overall.value).toBeCloseTo(38.75 / 0.6, 6);
    expect(overall).toMatchObject({
      coverage: 1,
      grade: 'D',
      level: 'bronze',
      decided: 4,
      applicable: 4,
      highRisks: 1,
      mediumRisks: 1,
    });
    expect(overall.cap).toBeUndefined();
    expect(pillars.map(({ id, score: value, weight }) => [id, value, weight.toFixed(4)])).toEqual([
      ['SEC', 75, '0.4167'],
      ['REL', 100, '0.3333'],
      ['COST', 0, '0.2500'],
    ]);
  });

  it('gives the bounds by counting the unknown as fail and as pass', () => {
    // SEC_01 half decided. Value: 100 from both pillars; lower: (0.25 × 50 + 0.20 × 100) / 0.45.
    const { score: overall } = score({
      'sec-image-user-non-root': 'pass',
      'sec-runtime-security-context': 'unknown',
      'rel-resources-bounded': 'pass',
    });
    expect(overall).toMatchObject({ value: 100, upper: 100, decided: 2, applicable: 3 });
    expect(overall.lower).toBeCloseTo(32.5 / 0.45, 6);
    // Coverage (0.25 × 0.5 + 0.20 × 1) / 0.45
    expect(overall.coverage).toBeCloseTo(0.325 / 0.45, 6);
    expect(overall).toMatchObject({ grade: 'A', level: 'silver' });
  });

  it('widens the bounds to the value where a question is mostly unknown', () => {
    // Value: REL_01 alone, 0. Counting SEC_05's unknown as fail would still answer that question.
    const { score: overall } = score({
      'rel-resources-bounded': 'fail',
      'sec-image-no-secret-files': 'unknown',
      'perf-dockerignore-effective': 'pass',
    });
    expect(overall.lower).toBeLessThanOrEqual(overall.value!);
    expect(overall.upper).toBeGreaterThanOrEqual(overall.value!);
  });

  it('caps the grade at C for a high risk in security', () => {
    // SEC_01 50, SEC_05 100: SEC 75. (0.25 × 75 + 0.20 × 100 + 0.15 × 100 × 3) / 0.9 = 93.05…: an A by value.
    // SEC_05, COST_04 and PERF_01 are answered by perf-dockerignore-effective.
    const { score: overall } = score({
      'sec-image-user-non-root': 'pass',
      'sec-runtime-security-context': 'fail',
      'sec-image-no-secret-values': 'pass',
      'rel-resources-bounded': 'pass',
      'perf-dockerignore-effective': 'pass',
      'ops-image-build-once': 'pass',
    });
    expect(overall.value).toBeCloseTo(83.75 / 0.9, 6);
    expect(overall).toMatchObject({ grade: 'C', highRisks: 1 });
    expect(overall.cap).toMatch(/high risk.*at most C.*gives A/);
  });

  it('caps the grade at D for a critical failure, and never lifts a lower grade', () => {
    const good: Verdicts = {
      'rel-resources-bounded': 'pass',
      'ops-image-build-once': 'pass',
      'cost-layer-package-cache': 'pass',
      'perf-parent-tag-pinned': 'pass',
      'sus-ci-standard-runtimes': 'pass',
    };
    const capped = score({ ...good, 'sec-image-no-secret-files': 'fail' }).score;
    expect(capped).toMatchObject({ grade: 'D', level: 'basic' });
    expect(capped.cap).toMatch(/sec-image-no-secret-files fails and is critical/);
    const failing = score({ 'sec-image-no-secret-files': 'fail' }).score;
    expect(failing).toMatchObject({ value: 0, grade: 'F', level: 'basic' });
    expect(failing.cap).toBeUndefined();
  });

  it('does not rate what is mostly unknown', () => {
    const { score: overall } = score({
      'rel-resources-bounded': 'pass',
      'sec-image-user-non-root': 'unknown',
      'perf-parent-tag-pinned': 'unknown',
    });
    expect(overall).toMatchObject({ value: 100, grade: 'none', level: 'unrated' });
    // OPS is there too: its first question asks for the pinned parent as well.
    expect(overall.coverage).toBeCloseTo(0.2 / (0.2 + 0.25 + 0.15 + 0.15), 6);
  });

  it('has no value when nothing is decided, and no bounds either', () => {
    expect(score({ 'rel-resources-bounded': 'unknown' }).score).toEqual({
      coverage: 0,
      grade: 'none',
      level: 'unrated',
      decided: 0,
      applicable: 1,
      highRisks: 0,
      mediumRisks: 0,
    });
    expect(score({}).score).toMatchObject({ coverage: 0, grade: 'none', applicable: 0 });
  });

  it('is gold when all is well and decided', () => {
    const { score: overall } = score({
      'rel-resources-bounded': 'pass',
      'sec-image-user-non-root': 'pass',
    });
    expect(overall).toMatchObject({ value: 100, grade: 'A', level: 'gold', lower: 100 });
  });

  it('meets a threshold in spite of binary fractions', () => {
    const mean = (...parts: [weight: number, value: number][]) => {
      const taken = new WeightedMean();
      for (const [weight, value] of parts) taken.add(weight, value);
      return taken.value;
    };
    expect(mean([0.1, 90], [0.2, 90], [0.3, 90])).toBe(90);
    expect(mean([3, 0.1 + 0.2])).toBe(0.3);
    expect(mean()).toBeUndefined();
  });
});

describe('improvements', () => {
  it('says how much each fix adds, the most valuable first', () => {
    const verdicts: Verdicts = {
      'sec-image-user-non-root': 'warn',
      'rel-resources-bounded': 'fail',
      'cost-layer-package-cache': 'pass',
      'perf-parent-tag-pinned': 'unknown',
      'cost-signal-pid1': 'waived',
    };
    // SEC 50 × 0.25 / 0.6 and REL 100 × 0.20 / 0.6
    const part = selectLens(Object.keys(verdicts));
    expect(findImprovements(part, toScored(verdicts))).toEqual([
      { check: 'rel-resources-bounded', gain: expect.closeTo(20 / 0.6, 5) },
      { check: 'sec-image-user-non-root', gain: expect.closeTo(12.5 / 0.6, 5) },
    ]);
  });
});

describe('scoring, whatever the verdicts', () => {
  const verdict = fc.constantFrom<Verdict | 'waived'>(
    'pass',
    'warn',
    'fail',
    'unknown',
    'not-applicable',
    'waived',
  );
  const verdicts = fc
    .uniqueArray(fc.constantFrom(...lens.checks.map(check => check.id)), { maxLength: 60 })
    .chain(ids =>
      fc
        .array(verdict, { minLength: ids.length, maxLength: ids.length })
        .map(values => Object.fromEntries(ids.map((id, index) => [id, values[index]!]))),
    );
  const within = (value: number | undefined, max: number) =>
    value === undefined || (value >= 0 && value <= max);

  it('stays within its ranges and its bounds', () => {
    fc.assert(
      fc.property(verdicts, given => {
        const result = score(given);
        const { value, lower, upper, coverage, decided, applicable } = result.score;
        expect(within(value, 100) && within(lower, 100) && within(upper, 100)).toBe(true);
        expect(within(coverage, 1)).toBe(true);
        expect(lower === undefined).toBe(value === undefined);
        expect(lower ?? 0).toBeLessThanOrEqual(value ?? 0);
        expect(upper ?? 0).toBeGreaterThanOrEqual(value ?? 0);
        const shares = result.pillars.reduce((sum, pillar) => sum + pillar.weight, 0);
        expect(shares).toBeCloseTo(value === undefined ? 0 : 1, 9);
        expect(decided).toBeLessThanOrEqual(applicable);
        for (const q of result.questions) {
          expect(within(q.score, 100) && within(q.coverage, 1)).toBe(true);
        }
        for (const pillar of result.pillars) {
          expect(within(pillar.score, 100) && within(pillar.coverage, 1)).toBe(true);
        }
      }),
    );
  });

  it('never changes the score of a question through an unknown, and never raises its coverage', () => {
    fc.assert(
      fc.property(verdicts, fc.nat(), (given, pick) => {
        const candidates = lens.checks.filter(check => given[check.id] === undefined);
        const added = candidates[pick % candidates.length]!;
        const before = score(given);
        const after = score({ ...given, [added.id]: 'unknown' });
        const answered = new Map(after.questions.map(q => [q.id, q]));
        for (const q of before.questions) {
          expect(answered.get(q.id)?.score).toBe(q.score);
          expect(answered.get(q.id)!.coverage).toBeLessThanOrEqual(q.coverage);
        }
        const turned = before.questions.some(q => {
          const now = answered.get(q.id)!.risk;
          return (q.risk === 'UNANSWERED') !== (now === 'UNANSWERED');
        });
        expect(turned || after.score.value === before.score.value).toBe(true);
      }),
    );
  });

  it('never changes anything through a check that does not apply, or is waived', () => {
    fc.assert(
      fc.property(verdicts, fc.nat(), (given, pick) => {
        const candidates = lens.checks.filter(check => given[check.id] === undefined);
        const added = candidates[pick % candidates.length]!;
        const before = score(given).score;
        expect(score({ ...given, [added.id]: 'not-applicable' }).score).toEqual(before);
        expect(score({ ...given, [added.id]: 'waived' }).score).toEqual(before);
      }),
    );
  });

  it('never lowers the value when a failure is mended and all is decided', () => {
    fc.assert(
      fc.property(verdicts, given => {
        const decided = Object.fromEntries(
          Object.entries(given).filter(([, value]) => value !== 'unknown'),
        );
        const before = score(decided).score.value ?? 0;
        const wrong = Object.keys(decided).filter(id => /fail|warn/.test(decided[id]!));
        for (const id of wrong) {
          const after = score({ ...decided, [id]: 'pass' }).score;
          expect(after.value!).toBeGreaterThanOrEqual(before - 1e-9);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('weights of an organisation', () => {
  const verdicts: Verdicts = { 'sec-image-user-non-root': 'fail', 'cost-signal-pid1': 'pass' };
  const part = selectLens(Object.keys(verdicts));

  it('replace those of the catalogue, and the others keep theirs', () => {
    // SEC 0 with weight 0.05; PERF and COST 100 with 0.15 each, which cost-signal-pid1 answers: 30 / 0.35.
    const weighed = scoreLens(weighPillars(part, { SEC: 0.05 }), toScored(verdicts));
    expect(weighed.score.value).toBeCloseTo(30 / 0.35, 6);
    const security = weighed.pillars.find(({ id }) => id === 'SEC');
    expect(security?.weight).toBeCloseTo(0.05 / 0.35, 6);
  });

  it('change nothing when none is named', () => {
    expect(weighPillars(part, {})).toBe(part);
  });
});
