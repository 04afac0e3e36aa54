import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { findLensCheck, findLensQuestion, lens, selectLens } from './lens';

const root = join(__dirname, '../../../..');

describe('the lens', () => {
  it('is generated from the current catalogue', () => {
    const output = execFileSync(process.execPath, ['scripts/generate-lens.mjs', '--check'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(output).toBe('');
  });

  it('has six pillars, 29 questions and 90 checks with ids of the published pattern', () => {
    expect(lens.pillars.map(pillar => pillar.id)).toEqual([
      'OPS',
      'SEC',
      'REL',
      'PERF',
      'COST',
      'SUS',
    ]);
    expect(lens.questions).toHaveLength(29);
    expect(lens.checks).toHaveLength(90);
    for (const check of lens.checks) {
      expect(check.id).toMatch(/^(ops|sec|rel|perf|cost|sus)(-[a-z0-9]+){2,6}$/);
      expect(check.id.split('-')[0]?.toUpperCase()).toBe(check.pillar);
    }
    expect(new Set(lens.checks.map(check => check.id)).size).toBe(90);
  });

  it('weighs pillars so that they add up to one', () => {
    const sum = lens.pillars.reduce((total, pillar) => total + pillar.weight, 0);
    expect(sum).toBeCloseTo(1, 12);
  });

  it('refers only to questions, checks and evidence sources that exist', () => {
    const checks = new Set(lens.checks.map(check => check.id));
    for (const check of lens.checks) {
      expect(findLensQuestion(check.primaryQuestion)?.pillar).toBe(check.pillar);
      for (const question of check.relatedQuestions) {
        expect(findLensQuestion(question)).toBeDefined();
      }
      for (const source of check.evidence) expect(lens.evidenceSources[source]).toBeDefined();
    }
    for (const question of lens.questions) {
      for (const practice of question.practices) {
        expect(practice.checks.length).toBeGreaterThan(0);
        expect(practice.checks.filter(id => !checks.has(id))).toEqual([]);
      }
    }
  });

  it('keeps both id systems', () => {
    expect(findLensQuestion('CONTAINER_BUILD_COST_03')?.officialId).toBe('COST2');
    expect(findLensCheck('sec-image-user-non-root')).toMatchObject({
      severity: 'high',
      weight: 5,
      linuxOnly: true,
      equivalentRules: { hadolint: 'DL3002' },
    });
    expect(findLensCheck('sec-image-user-nobody')).toBeUndefined();
  });
});

describe('selectLens', () => {
  it('leaves out questions and pillars that no given check answers', () => {
    const part = selectLens(['sec-image-user-non-root', 'no-such-check']);
    expect(part.checks.map(check => check.id)).toEqual(['sec-image-user-non-root']);
    expect(part.questions.map(question => question.id)).toEqual(['CONTAINER_BUILD_SEC_01']);
    expect(part.pillars.map(pillar => pillar.id)).toEqual(['SEC']);
  });

  it('lists a question under primary and related checks apart', () => {
    const part = selectLens(['ops-parent-lineage-recorded']);
    expect(part.questions).toEqual([
      expect.objectContaining({
        id: 'CONTAINER_BUILD_OPS_01',
        primaryChecks: ['ops-parent-lineage-recorded'],
        relatedChecks: [],
      }),
      expect.objectContaining({
        id: 'CONTAINER_BUILD_SEC_04',
        primaryChecks: [],
        relatedChecks: ['ops-parent-lineage-recorded'],
      }),
      expect.objectContaining({ id: 'CONTAINER_BUILD_REL_04' }),
    ]);
  });
});
