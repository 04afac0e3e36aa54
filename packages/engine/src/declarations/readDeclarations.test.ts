import fc from 'fast-check';
import { readDeclarations } from './readDeclarations';

const read = (text: string) => readDeclarations('.container-lens.yaml', text);

const attestation = `attestations:
  - check: sec-runtime-detection
    answer: yes
    statement: GuardDuty watches every cluster
    evidence_url: https://wiki.example.com/detection
    attested_by: group:default/security
    attested_at: 2026-10-01
    expires_at: 2027-01-31
`;

describe('readDeclarations', () => {
  it('reads the fields of the catalogue, with the line of the entry', () => {
    const { attestations, notices } = read(attestation);
    expect(notices).toEqual([]);
    expect(attestations).toEqual([
      {
        check: 'sec-runtime-detection',
        answer: 'yes',
        statement: 'GuardDuty watches every cluster',
        evidenceUrl: 'https://wiki.example.com/detection',
        attestedBy: 'group:default/security',
        attestedAt: '2026-10-01',
        expiresAt: '2027-01-31',
        path: '.container-lens.yaml',
        line: 2,
      },
    ]);
  });

  it('reads waivers, and yes and no as older YAML writes them', () => {
    const { waivers, attestations } = read(
      `waivers:\n  - { check: perf-image-size, reason: Model inside, approver: user:ada, expires_at: 2026-12-31 }\n${attestation.replace('yes', 'false')}`,
    );
    expect(waivers).toMatchObject([{ check: 'perf-image-size', expiresAt: '2026-12-31', line: 2 }]);
    expect(attestations[0]?.answer).toBe('no');
  });

  it.each([
    ['an empty file', ''],
    ['empty lists', 'attestations: []\nwaivers:\n'],
    ['settings of the entity', 'entity:\n  workload-type: worker\n'],
  ])('has nothing to say of %s', (_title, text) => {
    expect(read(text)).toEqual({ attestations: [], invalid: [], waivers: [], notices: [] });
  });

  it.each([
    ['no evidence', /evidence_url: /, attestation.replace(/.*evidence_url.*\n/, '')],
    ['evidence without TLS', /evidence_url: /, attestation.replace('https:', 'http:')],
    ['an unknown check', /no such check/, attestation.replace('sec-runtime', 'sec-run-time')],
    ['a person without kind', /attested_by: Name a user/, attestation.replace('group:', '')],
    ['an impossible day', /expires_at: /, attestation.replace('2027-01-31', '2027-02-31')],
    ['a third answer', /answer: /, attestation.replace('yes', 'maybe')],
    ['a key too many', /"note"/, `${attestation}    note: x\n`],
  ])('does not count an entry with %s, and says so at its line', (_title, message, text) => {
    const { attestations, invalid, notices } = read(text);
    expect(attestations).toEqual([]);
    expect(invalid).toHaveLength(1);
    expect(notices).toEqual([
      expect.objectContaining({
        severity: 'error',
        message: expect.stringMatching(message),
        line: 2,
      }),
    ]);
  });

  it.each([
    ['no YAML', 'a: [', 1],
    ['a list', '- a\n', 1],
    ['no list of waivers', 'attestations: []\nwaivers: soon\n', 2],
    ['an unknown key', '\nattestation:\n  - {}\n', 2],
  ])('says on which line stands %s', (_title, text, line) => {
    expect(read(text).notices).toEqual([expect.objectContaining({ line })]);
  });

  it('accepts evidence on a host of the intranet', () => {
    const { attestations } = read(attestation.replace('wiki.example.com', 'wiki'));
    expect(attestations).toHaveLength(1);
  });

  it('does not repeat a file in its notices', () => {
    const { notices } = read(`waivers:\n  - { ${'x'.repeat(900)}: 1, check: perf-image-size }\n`);
    expect(notices[0]?.message.length).toBeLessThan(500);
  });

  it('never throws and never counts what is not complete', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), value => {
        const { attestations, waivers } = read(
          JSON.stringify({ attestations: [value], waivers: value }),
        );
        expect(attestations).toEqual([]);
        expect(waivers).toEqual([]);
      }),
    );
  });
});
