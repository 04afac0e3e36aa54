import { defineCheck } from '../contract/check';
import { defineFact, Fact, observed, optional } from '../contract/fact';
import { absent, Observation, present, unavailable } from '../contract/observation';
import { Evidence } from '../contract/evidence';
import { repositoryFromFiles } from '../evidence/repositoryFromFiles';
import { defaultOrganisation } from '../organisation/organisation';
import { Judgement, Verdict } from '../contract/verdict';
import { assess } from './assess';
import { combineVerdicts } from './combineVerdicts';
import { gate } from './gate';

const evidence: Evidence = {
  repository: repositoryFromFiles({
    files: { Dockerfile: 'FROM scratch' },
    location: 'orders',
    commit: 'a'.repeat(40),
    dirty: true,
  }),
};
const subject = { name: 'orders', entityRef: 'component:default/orders' };
const now = new Date('2026-11-22T12:00:00Z');

function fact<T>(id: string, derive: () => Observation<T>): Fact<T> {
  return defineFact({ id, description: `The ${id} of the test`, derive });
}

function judgement(verdict: Verdict): Judgement {
  if (verdict === 'pass') return { verdict, reason: 'All is well.', evidence: [] };
  if (verdict === 'fail' || verdict === 'warn') {
    return { verdict, reason: 'It is wrong.', findings: [{ message: 'Here' }] };
  }
  if (verdict === 'unknown') return { verdict, reason: 'Who knows.', code: 'source-error' };
  return { verdict, reason: 'Not here.' };
}

function constantCheck(id: string, ...verdicts: Verdict[]) {
  return defineCheck({
    id,
    needs: {},
    judge: () => verdicts.map((v, index) => ({ unit: `unit-${index}`, judgement: judgement(v) })),
  });
}

const resources = 'rel-resources-bounded';

describe('assess', () => {
  it('describes what was assessed and with what', async () => {
    const scorecard = await assess({ subject, evidence, now, checks: [] });
    expect(scorecard).toMatchObject({
      schemaVersion: 1,
      target: { ...subject, location: 'orders', commit: 'a'.repeat(40), dirty: true },
      organisation: expect.stringMatching(/^[0-9a-f]{64}$/),
      catalogue: '0.1.0',
      results: [],
      questions: [],
      pillars: [],
    });
  });

  it('hands a check what it needs and reads a shared fact once', async () => {
    const derive = jest.fn(() => present(7));
    const shared = fact('shared', derive);
    const derived = defineFact<number>({
      id: 'derived',
      description: 'Twice the shared one',
      derive: (_input, read) => {
        const observation = read(shared);
        return observation.status === 'present' ? present(observation.value * 2) : observation;
      },
    });
    const given: unknown[] = [];
    const check = (id: string) =>
      defineCheck({
        id,
        needs: {
          shared,
          derived,
          missing: optional(fact<string>('missing', () => absent())),
          seen: observed(fact<string>('seen', () => unavailable('access-denied', 'No.'))),
        },
        judge: needs => {
          given.push(needs);
          return [{ unit: 'repository', judgement: judgement('pass') }];
        },
      });
    await assess({ subject, evidence, now, checks: [check(resources), check('cost-signal-pid1')] });
    expect(derive).toHaveBeenCalledTimes(1);
    expect(given).toEqual(
      Array(2).fill({
        shared: 7,
        derived: 14,
        seen: { status: 'unavailable', code: 'access-denied', reason: 'No.' },
      }),
    );
  });

  it.each<[string, Observation<number>, object]>([
    [
      'unavailable',
      unavailable('access-denied', 'The file may not be read.'),
      { verdict: 'unknown', code: 'access-denied', reason: 'The file may not be read.' },
    ],
    ['absent', absent(), { verdict: 'not-applicable', reason: 'There is no image.' }],
  ])('settles a check whose need is %s', async (_status, observation, expected) => {
    for (const need of [fact('need', () => observation)]) {
      const check = defineCheck({
        id: resources,
        needs: { need },
        absentReason: 'There is no image.',
        judge: () => {
          throw new Error('must not be judged');
        },
      });
      const { results } = await assess({ subject, evidence, now, checks: [check] });
      expect(results[0]?.units).toEqual([
        { unit: 'repository', findings: [], evidence: [], ...expected },
      ]);
    }
  });

  it('makes an optional need that is unavailable unknown all the same', async () => {
    const check = defineCheck({
      id: resources,
      needs: { need: optional(fact('need', () => unavailable('unparseable', 'It is torn.'))) },
      judge: () => [{ unit: 'repository', judgement: judgement('pass') }],
    });
    const { results } = await assess({ subject, evidence, now, checks: [check] });
    expect(results[0]).toMatchObject({ verdict: 'unknown' });
  });

  it('turns what throws into unknown without repeating the error, and tells the caller', async () => {
    const secret = 'password=hunter2';
    const broken = fact<number>('broken', () => {
      throw new Error(secret);
    });
    const errors: [string, unknown][] = [];
    const scorecard = await assess({
      subject,
      evidence,
      now,
      checks: [
        defineCheck({ id: resources, needs: { broken }, judge: () => [] }),
        defineCheck({
          id: 'cost-signal-pid1',
          needs: {},
          judge: () => {
            throw new RangeError(secret);
          },
        }),
      ],
      onError: (source, error) => errors.push([source, error]),
    });
    expect(scorecard.results.map(result => result.verdict)).toEqual(['unknown', 'unknown']);
    for (const result of scorecard.results) {
      expect(result.units[0]).toMatchObject({ code: 'source-error' });
    }
    expect(JSON.stringify(scorecard)).not.toContain(secret);
    expect(errors.map(([source]) => source)).toEqual(['fact broken', 'check cost-signal-pid1']);
  });

  it('breaks a cycle of facts', async () => {
    const origins = new Map<string, Fact<number>>();
    const hatch = (id: string, origin: string) =>
      defineFact<number>({
        id,
        description: `Comes from the ${origin}`,
        derive: (_input, read) => read(origins.get(origin)!),
      });
    const egg = hatch('egg', 'chicken');
    origins.set('egg', egg).set('chicken', hatch('chicken', 'egg'));
    const check = defineCheck({ id: resources, needs: { egg }, judge: () => [] });
    const { results } = await assess({ subject, evidence, now, checks: [check] });
    expect(results[0]?.units[0]).toMatchObject({
      verdict: 'unknown',
      code: 'source-error',
      reason: 'The fact egg needs itself and cannot be derived.',
    });
  });

  it('is not applicable where a check finds nothing to judge', async () => {
    const { results } = await assess({
      subject,
      evidence,
      now,
      checks: [constantCheck(resources)],
    });
    expect(results[0]).toMatchObject({ verdict: 'not-applicable' });
    expect(results[0]?.units).toHaveLength(1);
  });

  it('combines units and sorts failures first, then severity, then id', async () => {
    const { results } = await assess({
      subject,
      evidence,
      now,
      checks: [
        constantCheck('cost-layer-package-cache', 'pass'),
        constantCheck('rel-health-check-defined', 'not-applicable', 'not-applicable'),
        constantCheck('cost-signal-pid1', 'pass', 'unknown'),
        constantCheck('ops-build-multi-stage', 'unknown', 'warn'),
        constantCheck('perf-dockerignore-effective', 'pass', 'fail'),
        constantCheck('ops-parent-lineage-recorded', 'fail'),
        constantCheck('sec-image-no-secret-files', 'fail'),
      ],
    });
    expect(results.map(({ check, verdict }) => `${verdict} ${check}`)).toEqual([
      'fail sec-image-no-secret-files',
      'fail ops-parent-lineage-recorded',
      'fail perf-dockerignore-effective',
      'warn ops-build-multi-stage',
      'unknown cost-signal-pid1',
      'pass cost-layer-package-cache',
      'not-applicable rel-health-check-defined',
    ]);
  });

  it('leaves out what the organisation disables', async () => {
    const { results, questions, organisation } = await assess({
      subject,
      evidence,
      now,
      organisation: {
        ...defaultOrganisation,
        disabledChecks: [{ check: resources, reason: 'Quotas bound resources' }],
      },
      checks: [constantCheck(resources, 'fail'), constantCheck('cost-signal-pid1', 'pass')],
    });
    expect(results.map(result => result.check)).toEqual(['cost-signal-pid1']);
    expect(questions.map(question => question.pillar)).not.toContain('REL');
    const other = await assess({ subject, evidence, now, checks: [] });
    expect(organisation).not.toBe(other.organisation);
  });

  it('refuses checks that are twice there or not in the catalogue', async () => {
    const check = constantCheck(resources, 'pass');
    await expect(assess({ subject, evidence, checks: [check, check] })).rejects.toThrow(/twice/);
    await expect(
      assess({ subject, evidence, checks: [constantCheck('sec-no-such-thing', 'pass')] }),
    ).rejects.toThrow(/not in the catalogue/);
  });

  it('gives the same scorecard for the same input', async () => {
    const once = () =>
      assess({ subject, evidence, now, checks: [constantCheck(resources, 'fail')] });
    expect(JSON.stringify(await once())).toBe(JSON.stringify(await once()));
  });
});

describe('waivers', () => {
  const waiver = {
    check: resources,
    reason: 'Batch host with a quota',
    approver: 'user:default/ada',
    expiresAt: '2026-12-31',
  };
  const run = (changes: object, verdict: Verdict = 'fail') =>
    assess({
      subject,
      evidence,
      now,
      waivers: [{ ...waiver, ...changes }],
      checks: [constantCheck(resources, verdict), constantCheck('cost-signal-pid1', 'pass')],
    });

  it('leave the verdict visible and take it out of score and improvements', async () => {
    const { results, score, improvements } = await run({});
    expect(results[0]).toMatchObject({ verdict: 'fail', waived: true });
    expect(results[0]?.waiver).toEqual({
      reason: waiver.reason,
      approver: waiver.approver,
      expiresAt: waiver.expiresAt,
    });
    expect(score).toMatchObject({ value: 100, decided: 1, applicable: 1 });
    expect(improvements).toEqual([]);
  });

  it.each([
    ['expired', { expiresAt: '2026-11-22' }],
    ['valid for too long', { expiresAt: '2027-11-22' }],
    ['without a reason', { reason: ' ' }],
    ['without an approver', { approver: '' }],
    ['with a malformed date', { expiresAt: 'never' }],
    ['with an impossible date', { expiresAt: '2026-13-40' }],
    ['for another check', { check: 'cost-signal-pid1' }],
  ])('do not count when %s', async (_title, changes) => {
    const { results, score } = await run(changes);
    expect(results.map(result => result.waived)).toEqual([false, false]);
    expect(score.decided).toBe(2);
  });

  it('do not hide a pass', async () => {
    const { results } = await run({}, 'pass');
    expect(results.every(result => !result.waived)).toBe(true);
  });
});

describe('waivers in the repository', () => {
  const run = (waivers: string, units: readonly [string, Verdict][] = [['a', 'fail']]) =>
    assess({
      subject,
      evidence: {
        repository: repositoryFromFiles({
          files: new Map([['.container-lens.yaml', `waivers:\n${waivers}`]]),
          location: 'test',
        }),
      },
      now,
      checks: [
        defineCheck({
          id: resources,
          needs: {},
          judge: () => units.map(([unit, verdict]) => ({ unit, judgement: judgement(verdict) })),
        }),
      ],
    });
  const entry = (changes = '') =>
    `  - { check: ${resources}, reason: Quota, approver: user:ada, expires_at: 2026-12-31${changes} }\n`;

  it('count like those of the portal', async () => {
    const { results, notices } = await run(entry());
    expect(results[0]).toMatchObject({ waived: true, waiver: { approver: 'user:ada' } });
    expect(notices).toBeUndefined();
  });

  it('for a unit waive the check only when every problem is covered', async () => {
    const a = entry(', unit: a');
    const both: [string, Verdict][] = [
      ['a', 'fail'],
      ['b', 'warn'],
    ];
    expect((await run(a)).results[0]?.waived).toBe(true);
    expect((await run(a, both)).results[0]?.waived).toBe(false);
    expect((await run(a + entry(', unit: b'), both)).results[0]?.waived).toBe(true);
    const passing: [string, Verdict][] = [
      ['a', 'fail'],
      ['b', 'pass'],
    ];
    expect((await run(a, passing)).results[0]?.waived).toBe(true);
  });

  it.each([
    ['have ended', '2026-11-22', 'warning', false],
    ['last too long', '2027-11-22', 'warning', false],
    ['end soon', '2026-11-30', 'info', true],
  ])('that %s are in the notices', async (_title, day, severity, waived) => {
    const { results, notices } = await run(entry().replace('2026-12-31', day));
    expect(results[0]?.waived).toBe(waived);
    expect(notices).toEqual([
      expect.objectContaining({ severity, path: '.container-lens.yaml', line: 2 }),
    ]);
  });

  it('that are incomplete do not count and are in the notices', async () => {
    const { results, notices } = await run(`  - { check: ${resources}, expires_at: 2026-12-31 }\n`);
    expect(results[0]?.waived).toBe(false);
    expect(notices).toEqual([expect.objectContaining({ severity: 'error', line: 2 })]);
  });
});

describe('gate', () => {
  const scorecard = (...checks: Parameters<typeof constantCheck>[]) =>
    assess({
      subject,
      evidence,
      now,
      checks: checks.map(args => constantCheck(...args)),
      waivers: [
        {
          check: 'sec-image-no-secret-values',
          reason: 'Test key',
          approver: 'user:default/ada',
          expiresAt: '2026-12-31',
        },
      ],
    });

  it.each([
    ['critical', 'critical', false],
    ['critical', 'high', true],
    ['high', 'high', false],
    ['high', 'critical', false],
    ['medium', 'medium', false],
    ['low', 'low', false],
    ['low', 'medium', false],
    ['never', 'critical', true],
  ] as const)('--fail-on %s with a %s failure', async (failOn, severity, passes) => {
    const failing = {
      critical: 'sec-image-no-secret-files',
      high: 'sec-image-user-non-root',
      medium: 'cost-layer-package-cache',
      low: 'cost-layer-no-recommends',
    }[severity];
    const result = gate(await scorecard([failing, 'fail']), failOn);
    expect(result.passed).toBe(passes);
    expect(result.blocking.map(({ check }) => check)).toEqual(passes ? [] : [failing]);
    expect(result.tolerated).toBe(passes ? 1 : 0);
  });

  it('passes warnings, unknowns and waived failures, and counts the unknown', async () => {
    const result = gate(
      await scorecard(
        ['sec-image-user-non-root', 'warn'],
        ['sec-image-no-secret-files', 'unknown'],
        ['sec-image-no-secret-values', 'fail'],
      ),
      'low',
    );
    expect(result).toMatchObject({ passed: true, tolerated: 0, unknown: 1, blocking: [] });
  });
});

describe('combineVerdicts', () => {
  it('lets a problem outrank missing evidence, and missing evidence a pass', () => {
    expect(combineVerdicts(['pass', 'unknown', 'warn', 'fail'])).toBe('fail');
    expect(combineVerdicts(['pass', 'unknown', 'warn'])).toBe('warn');
    expect(combineVerdicts(['pass', 'unknown'])).toBe('unknown');
    expect(combineVerdicts(['not-applicable', 'pass'])).toBe('pass');
    expect(combineVerdicts(['not-applicable'])).toBe('not-applicable');
    expect(combineVerdicts([])).toBe('not-applicable');
  });
});
