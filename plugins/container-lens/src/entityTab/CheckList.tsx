import {
  WireCheckResult,
  WireLens,
  WireScorecard,
} from '@container-lens/backstage-plugin-container-lens-common';
import { joinClasses } from '../presentation/joinClasses';
import { CheckRow } from './CheckRow';
import styles from './entityTab.module.css';

/** What every list of checks of one scorecard shares. */
export interface CheckListContext {
  readonly scorecard: WireScorecard;
  readonly lens?: WireLens;
  /** Checks that are unfolded. */
  readonly open: ReadonlySet<string>;
  readonly linkedCheck?: string;
  readonly onToggle: (check: string) => void;
}

/** Properties of {@link CheckList}. */
export interface CheckListProps {
  readonly results: readonly WireCheckResult[];
  /** All have the same verdict, which then needs no column of its own width. */
  readonly uniform?: boolean;
  readonly context: CheckListContext;
}

/** Checks one below the other, each of which unfolds. */
export function CheckList({ results, uniform, context }: CheckListProps) {
  const { scorecard, lens, open, linkedCheck, onToggle } = context;
  return (
    <ul className={joinClasses(styles.checks, uniform && styles.uniform)}>
      {results.map(result => (
        <CheckRow
          key={result.check}
          result={result}
          check={lens?.checks.find(({ id }) => id === result.check)}
          questions={scorecard.questions.filter(({ checks }) => checks.includes(result.check))}
          gain={scorecard.improvements.find(({ check }) => check === result.check)?.gain}
          open={open.has(result.check)}
          linked={linkedCheck === result.check}
          onToggle={onToggle}
        />
      ))}
    </ul>
  );
}
