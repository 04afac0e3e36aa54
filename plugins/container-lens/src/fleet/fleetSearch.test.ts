import fc from 'fast-check';
import { FleetSearch, isNarrowed, readFleetSearch, widen, writeFleetSearch } from './fleetSearch';

const value = fc.stringMatching(/^[a-z0-9:/-]{1,20}$/);
const values = fc.uniqueArray(value, { maxLength: 5 });

describe('fleet search', () => {
  it('survives the way through an address', () => {
    fc.assert(
      fc.property(
        fc.record({
          q: fc.string({ maxLength: 200 }),
          facets: fc.record({ grade: values, level: values, owner: values, status: values }),
          check: fc.oneof(fc.constant(''), value),
          orderBy: fc.constantFrom('grade', 'name', 'owner', 'level', 'failures', 'assessedAt'),
          direction: fc.constantFrom('asc', 'desc'),
        }),
        search => {
          const address = writeFleetSearch(search as FleetSearch).toString();
          expect(readFleetSearch(new URLSearchParams(address))).toEqual(search);
        },
      ),
    );
  });

  it('ignores what it does not know and cuts what is too long', () => {
    const search = readFleetSearch(
      new URLSearchParams({
        q: 'x'.repeat(5_000),
        orderBy: 'constructor',
        direction: 'sideways',
        grade: ',,A,',
        owner: Array.from({ length: 500 }, (_, index) => `o${index}`).join(','),
      }),
    );
    expect(search.q).toHaveLength(200);
    expect(search).toMatchObject({ orderBy: 'grade', direction: 'asc' });
    expect(search.facets.grade).toEqual(['A']);
    expect(search.facets.owner).toHaveLength(50);
  });

  it('is narrowed until it is widened', () => {
    const search = readFleetSearch(new URLSearchParams('status=failed&orderBy=name'));
    expect(isNarrowed(search)).toBe(true);
    expect(isNarrowed(widen(search))).toBe(false);
    expect(widen(search).orderBy).toBe('name');
  });
});
