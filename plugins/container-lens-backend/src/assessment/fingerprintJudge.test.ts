import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { allChecks, defaultOrganisation } from '@container-lens/engine';
import { fingerprintJudge, hashCode } from './fingerprintJudge';

const given = {
  organisation: defaultOrganisation,
  checks: allChecks,
  sources: [{ id: 'url-reader' }],
};

describe('fingerprintJudge', () => {
  it('is the same for the same judge, whatever the order of the checks', () => {
    expect(fingerprintJudge(given)).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprintJudge({ ...given, checks: [...allChecks].reverse() })).toBe(
      fingerprintJudge(given),
    );
  });

  const [first, ...others] = allChecks;
  it.each([
    ['code of the engine', { engine: 'another' }],
    ['organisation document', { organisation: { ...defaultOrganisation, ciElsewhere: true } }],
    ['set of checks', { checks: others }],
    ['code of a check', { checks: [{ id: first!.id, judge: () => [] }, ...others] }],
    ['evidence source', { sources: [{ id: 'archive' }, { id: 'url-reader' }] }],
  ])('differs with another %s', (_, change) => {
    expect(fingerprintJudge({ ...given, ...change })).not.toBe(fingerprintJudge(given));
  });
});

describe('hashCode', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hash-code-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
    return hashCode(folder);
  };

  it('follows code by path and content, and nothing else', () => {
    const before = write('checks/a.ts', 'one');
    expect(write('checks/a.test.ts', 'a test')).toBe(before);
    expect(write('index.cjs.js.map', '{}')).toBe(before);
    const changed = write('checks/a.ts', 'two');
    expect(changed).not.toBe(before);
    expect(write('index.cjs.js', '')).not.toBe(changed);
    rmSync(path.join(folder, 'index.cjs.js'));
    expect(write('checks/a.ts', 'one')).toBe(before);
  });
});
