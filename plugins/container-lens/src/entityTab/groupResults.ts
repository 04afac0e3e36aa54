import { WireCheckResult } from '@container-lens/backstage-plugin-container-lens-common';
import { Verdict, verdicts } from '../presentation/verdict';
import { answeredBy, answererOrder, answerers } from './answeredBy';

/** Checks that ask for the same kind of attention. */
export interface ResultGroup {
  readonly id: string;
  readonly title: string;
  /** What the group means, where its title does not say. */
  readonly note?: string;
  readonly verdict: Verdict;
  readonly results: readonly WireCheckResult[];
  /** Whether it asks for something to be done now, and is unfolded from the start. */
  readonly urgent: boolean;
}

/** Groups checks by what is to do about them: failures first, what is in order last. Keeps their order. */
export function groupResults(results: readonly WireCheckResult[]): readonly ResultGroup[] {
  const open = results.filter(({ waived }) => !waived);
  const having = (verdict: Verdict) => open.filter(result => result.verdict === verdict);
  const ofVerdict = (verdict: Verdict, urgent: boolean): ResultGroup => ({
    id: verdict,
    title: verdicts[verdict].plural,
    verdict,
    results: having(verdict),
    urgent,
  });
  const unknown = having('unknown');
  return [
    ofVerdict('fail', true),
    ofVerdict('warn', true),
    ...answererOrder.map((answerer): ResultGroup => ({
      id: `unknown-${answerer}`,
      title: `Unknown: ${answerers[answerer].name} would answer`,
      note: answerers[answerer].help,
      verdict: 'unknown',
      results: unknown.filter(result => answeredBy(result) === answerer),
      urgent: false,
    })),
    {
      id: 'waived',
      title: 'Accepted risks',
      note: 'Out of the score until the day each of them ends.',
      verdict: 'not-applicable' as const,
      results: results.filter(({ waived }) => waived),
      urgent: false,
    },
    ofVerdict('pass', false),
    ofVerdict('not-applicable', false),
  ].filter(group => group.results.length > 0);
}
