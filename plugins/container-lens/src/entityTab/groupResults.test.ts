import fc from 'fast-check';
import { lensFixture } from '../fixtures/lensFixture';
import { mixedScorecard, resultFixture } from '../fixtures/scorecardFixture';
import { verdictOrder } from '../presentation/verdict';
import { groupResults } from './groupResults';

const check = 'sec-image-user-non-root';

/** An unknown check with the code of its reason and what can decide it. */
const unknown = (code: string, ...decidedBy: string[]) => ({
  ...resultFixture(check, 'unknown', { code }),
  decidedBy,
});

describe('groupResults', () => {
  it('shows each check exactly once, whatever its verdict', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            id: fc.constantFrom(...lensFixture.checks.map(({ id }) => id)),
            verdict: fc.constantFrom(...verdictOrder),
            waived: fc.boolean(),
            decidedBy: fc.array(fc.constantFrom('ecr-api', 'attestation', 'runtime', 'new-source')),
          }),
        ),
        drawn => {
          const results = drawn.map(({ id, verdict, ...rest }) => ({
            ...resultFixture(id, verdict),
            ...rest,
          }));
          const shown = groupResults(results).flatMap(group => group.results);
          expect(new Set(shown).size).toBe(results.length);
        },
      ),
    );
  });

  it('begins with what fails and takes accepted risks out of it', () => {
    expect(groupResults(mixedScorecard.results).map(({ id }) => id)).toEqual([
      'fail',
      'warn',
      'unknown-repository',
      'waived',
      'pass',
      'not-applicable',
    ]);
  });

  it.each([
    ['no-source-configured', ['ecr-api', 'ci'], 'registry'],
    ['no-source-configured', ['registry-referrers', 'ci'], 'registry'],
    ['no-source-configured', ['scm-api', 'repo-tree'], 'git-host'],
    ['no-source-configured', ['helm', 'ecr-api', 'runtime'], 'workload'],
    ['attestation-missing', ['runtime', 'attestation'], 'people'],
    ['attestation-expired', ['attestation'], 'people'],
    ['no-source-configured', ['dockerfile', 'parent-table'], 'organisation'],
    ['unresolved-variable', ['ecr-api', 'helm'], 'repository'],
    ['source-error', ['helm'], 'repository'],
    ['no-source-configured', [], 'other'],
  ])('asks for %s with %j at the right place', (code, decidedBy, answerer) => {
    expect(groupResults([unknown(code, ...decidedBy)])).toMatchObject([
      { id: `unknown-${answerer}` },
    ]);
  });
});
