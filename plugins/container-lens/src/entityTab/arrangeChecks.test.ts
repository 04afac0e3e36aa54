import fc from 'fast-check';
import { lensFixture } from '../fixtures/lensFixture';
import { mixedScorecard } from '../fixtures/scorecardFixture';
import { Verdict, verdictOrder } from '../presentation/verdict';
import { arrangeChecks } from './arrangeChecks';

const everything = { verdicts: [], text: '' };

describe('arrangeChecks', () => {
  it('shows each check exactly once, with the lens and without it', () => {
    for (const lens of [lensFixture, undefined]) {
      const { pillars, shown } = arrangeChecks({
        scorecard: mixedScorecard,
        lens,
        filter: everything,
      });
      const checks = pillars.flatMap(({ questions }) =>
        questions.flatMap(question => question.checks.map(({ check }) => check)),
      );
      expect(shown).toBe(11);
      expect([...checks].sort()).toEqual(mixedScorecard.results.map(({ check }) => check).sort());
    }
  });

  it('names under a question the checks that are shown elsewhere', () => {
    const { pillars } = arrangeChecks({
      scorecard: mixedScorecard,
      lens: lensFixture,
      filter: everything,
    });
    const lifecycle = pillars
      .flatMap(({ questions }) => questions)
      .find(({ question }) => question.id === 'CONTAINER_BUILD_OPS_01');
    expect(lifecycle?.related.map(({ check }) => check)).toEqual(['perf-parent-tag-pinned']);
  });

  it('finds words in findings and paths, whatever their case', () => {
    const { shown } = arrangeChecks({
      scorecard: mixedScorecard,
      filter: { verdicts: [], text: '  NODE:24  dockerfile ' },
    });
    expect(shown).toBe(1);
  });

  it('shows what the counts promise, for any choice of verdicts', () => {
    fc.assert(
      fc.property(fc.subarray([...verdictOrder], { minLength: 1 }), (verdicts: Verdict[]) => {
        const { shown, counts } = arrangeChecks({
          scorecard: mixedScorecard,
          filter: { verdicts, text: '' },
        });
        expect(shown).toBe(verdicts.reduce((sum, verdict) => sum + counts[verdict], 0));
      }),
    );
  });
});
