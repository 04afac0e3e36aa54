import fc from 'fast-check';
import { compareRefs, parseRefs } from './compareRefs';

const hash = fc.string({ unit: fc.constantFrom('a', 'b', '1'), minLength: 40, maxLength: 40 });
const refs = fc
  .dictionary(
    fc.constantFrom('refs/heads/a', 'refs/heads/b/c', 'refs/tags/v1', 'refs/heads/ü'),
    hash,
  )
  .map(object => new Map(Object.entries(object)));

describe('compareRefs', () => {
  it('finds every change once, and applying them gives the new state', () => {
    fc.assert(
      fc.property(refs, refs, (before, after) => {
        const changes = compareRefs(before, after);
        const applied = new Map(before);
        for (const change of changes) {
          expect(applied.get(change.ref) ?? '0'.repeat(40)).toBe(change.before);
          expect(change.before).not.toBe(change.after);
          if (/^0+$/.test(change.after)) {
            applied.delete(change.ref);
          } else {
            applied.set(change.ref, change.after);
          }
        }
        expect(applied).toEqual(after);
        expect(new Set(changes.map(change => change.ref)).size).toBe(changes.length);
      }),
    );
  });

  it('reads what git prints', () => {
    const a = 'a'.repeat(40);
    expect(parseRefs(`${a} refs/heads/main\n${a} refs/tags/v1\n${a} refs/pull/1\n`)).toEqual(
      new Map([
        ['refs/heads/main', a],
        ['refs/tags/v1', a],
      ]),
    );
    expect(parseRefs('')).toEqual(new Map());
  });
});
