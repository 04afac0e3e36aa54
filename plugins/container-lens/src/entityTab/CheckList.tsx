import {
  WireCheckResult,
  WireLens,
  WireScorecard,
} from '@container-lens/backstage-plugin-container-lens-common';
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
  readonly context: CheckListContext;
}

/** Checks one below the other, each of which unfolds. */
export function CheckList({ results, context }: CheckListProps) {
  const { scorecard, lens, open, linkedCheck, onToggle } = context;
  return (
    <ul className={styles.checks}>
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
