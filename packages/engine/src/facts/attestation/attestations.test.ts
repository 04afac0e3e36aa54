import { AttestationRecord, Evidence } from '../../contract/evidence';
import { present } from '../../contract/observation';
import { createFactReader } from '../../assess/createFactReader';
import { repositoryFromFiles } from '../../evidence/repositoryFromFiles';
import { organisationSchema } from '../../organisation/organisation';
import { attestations } from './attestations';
import { judgeAttestation } from './judgeAttestation';

const now = new Date('2026-11-22T00:00:00Z');
const check = 'sec-runtime-detection';

const record: AttestationRecord = {
  check,
  answer: 'yes',
  statement: 'It is on',
  evidenceUrl: 'https://example.com/on',
  attestedBy: 'user:default/ada',
  attestedAt: '2026-11-01',
  expiresAt: '2027-04-30',
};

const inFile = (changes: Partial<AttestationRecord> = {}) => {
  const entry = { ...record, ...changes };
  return [
    `  - check: ${entry.check}`,
    ...(entry.unit === undefined ? [] : [`    unit: ${entry.unit}`]),
    `    answer: ${entry.answer}`,
    `    statement: ${entry.statement}`,
    `    evidence_url: ${entry.evidenceUrl}`,
    `    attested_by: ${entry.attestedBy}`,
    `    attested_at: ${entry.attestedAt}`,
    `    expires_at: ${entry.expiresAt}`,
  ].join('\n');
};

function find(
  entries: readonly string[],
  portal?: readonly AttestationRecord[],
  unit?: string,
  organisation: object = {},
) {
  const text = `attestations:\n${entries.join('\n')}\n`;
  const evidence: Evidence = {
    repository: repositoryFromFiles({
      files: new Map(entries.length > 0 ? [['.container-lens.yaml', text]] : []),
      location: 'test',
    }),
    ...(portal ? { attestations: present(portal) } : {}),
  };
  const read = createFactReader(
    {
      subject: { name: 'test' },
      evidence,
      organisation: organisationSchema.parse(organisation),
      now,
    },
    (_source, error) => {
      throw error;
    },
  );
  const fact = read(attestations);
  if (fact.status !== 'present') throw new Error('attestations are always present');
  return fact.value.find(check, unit);
}

describe('attestations', () => {
  it('are missing when nobody declared anything', () => {
    expect(find([])).toEqual({ state: 'missing' });
    expect(find([inFile({ check: 'rel-app-stateless' })])).toEqual({ state: 'missing' });
  });

  it('are valid with their place', () => {
    expect(find([inFile()])).toMatchObject({
      state: 'valid',
      answer: 'yes',
      expiresSoon: false,
      location: { path: '.container-lens.yaml', line: 2 },
    });
  });

  it.each<[string, Partial<AttestationRecord>, string]>([
    ['on the day it ends', { expiresAt: '2026-11-22' }, 'expired'],
    ['one day before the end', { expiresAt: '2026-11-23' }, 'valid'],
    ['dated tomorrow', { attestedAt: '2026-11-23' }, 'invalid'],
    ['dated today', { attestedAt: '2026-11-22' }, 'valid'],
    ['for 180 days', { attestedAt: '2026-11-01', expiresAt: '2027-04-30' }, 'valid'],
    ['for 181 days', { attestedAt: '2026-11-01', expiresAt: '2027-05-01' }, 'invalid'],
    ['ended before it began', { attestedAt: '2026-11-01', expiresAt: '2026-10-01' }, 'invalid'],
  ])('an attestation %s', (_title, changes, state) => {
    expect(find([inFile(changes)]).state).toBe(state);
  });

  it.each([
    ['2026-12-06', true],
    ['2026-12-07', false],
  ])('ending on %s ends soon: %s', (expiresAt, expiresSoon) => {
    expect(find([inFile({ expiresAt })])).toMatchObject({ state: 'valid', expiresSoon });
  });

  it('of the portal win, and those of the file count when the portal has none in force', () => {
    expect(find([inFile()], [{ ...record, answer: 'no' }])).toMatchObject({ answer: 'no' });
    expect(
      find([inFile({ answer: 'no' })], [{ ...record, expiresAt: '2026-11-02' }]),
    ).toMatchObject({
      state: 'valid',
      answer: 'no',
    });
  });

  it('of the organisation hold for every service that says nothing itself', () => {
    const attestation = {
      check,
      answer: 'no',
      statement: 'Not yet',
      evidence_url: 'https://example.com/off',
      attested_by: 'group:default/security',
      attested_at: '2026-11-10',
      expires_at: '2027-01-31',
    };
    const organisation = { attestations: [attestation] };
    expect(find([], undefined, undefined, organisation)).toMatchObject({ answer: 'no' });
    expect(find([inFile()], undefined, undefined, organisation)).toMatchObject({ answer: 'yes' });
  });

  it('for a unit hold for that unit only, and win there', () => {
    const entries = [inFile(), inFile({ unit: 'a/Dockerfile', answer: 'no' })];
    expect(find(entries, undefined, 'a/Dockerfile')).toMatchObject({ answer: 'no' });
    expect(find(entries, undefined, 'b/Dockerfile')).toMatchObject({ answer: 'yes' });
    expect(find(entries.slice(1))).toEqual({ state: 'missing' });
  });

  it('that contradict each other on one day mean no', () => {
    expect(find([inFile(), inFile({ answer: 'no' })])).toMatchObject({ answer: 'no' });
    expect(find([inFile({ answer: 'no' }), inFile({ attestedAt: '2026-11-05' })])).toMatchObject({
      answer: 'yes',
    });
  });

  it('that are incomplete are invalid', () => {
    const entry = inFile().replace(/.*statement.*\n/, '');
    expect(find([entry])).toMatchObject({
      state: 'invalid',
      reason: expect.stringMatching(/^statement/),
    });
  });
});

describe('judgeAttestation', () => {
  const verdict = (changes: Partial<AttestationRecord>) =>
    judgeAttestation(find([inFile(changes)]), 'whether it is on').verdict;

  it('passes, warns before the end, fails on no, and knows nothing of what has ended', () => {
    expect(verdict({})).toBe('pass');
    expect(verdict({ expiresAt: '2026-12-01' })).toBe('warn');
    expect(verdict({ answer: 'no' })).toBe('fail');
    expect(verdict({ answer: 'no', expiresAt: '2026-12-01' })).toBe('fail');
    expect(verdict({ expiresAt: '2026-11-10' })).toBe('unknown');
    expect(judgeAttestation({ state: 'missing' }, 'whether it is on')).toMatchObject({
      verdict: 'unknown',
      code: 'attestation-missing',
    });
  });
});
