import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { diffLines } from './diffLines';

describe('diffLines', () => {
  it('says nothing of equal texts', () => expect(diffLines('a', 'x\n', 'x\n')).toBe(''));

  it('writes what git can apply', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', 'FROM x', ''), { maxLength: 12 })
      .map(lines => lines.map(line => `${line}\n`).join(''));
    const folder = mkdtempSync(join(tmpdir(), 'diff-'));
    try {
      fc.assert(
        fc.property(text, text, (before, after) => {
          fc.pre(before !== after && before !== '' && after !== '');
          writeFileSync(join(folder, 'a'), before);
          const diff = diffLines('a', before, after);
          execFileSync('git', ['apply', '--unidiff-zero', '-'], {
            cwd: folder,
            input: diff,
            stdio: 'pipe',
          });
          expect(readFileSync(join(folder, 'a'), 'utf8')).toBe(after);
        }),
        { numRuns: 60 },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('ends for texts that differ in everything', () => {
    const lines = (word: string) =>
      Array.from({ length: 20_000 }, (_, i) => `${word}${i}`).join('\n');
    expect(diffLines('a', lines('x'), lines('y'))).toContain('-x19999');
  });
});
