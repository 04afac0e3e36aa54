import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Skeleton } from '@backstage/ui';
import {
  ScorecardHistory,
  WireScorecard,
} from '@container-lens/backstage-plugin-container-lens-common';
import { useState } from 'react';
import { containerLensApiRef } from '../api/containerLensApiRef';
import { useLoad } from '../data/useLoad';
import { Age } from '../presentation/Age';
import { FailureNotice } from '../presentation/FailureNotice';
import { GradeBadge } from '../presentation/GradeBadge';
import { count, showScore } from '../presentation/score';
import { verdicts } from '../presentation/verdict';
import styles from './entityTab.module.css';
import { Sparkline } from './Sparkline';

type Item = ScorecardHistory['items'][number];

const pageSize = 20;
/** Pages that are loaded one after another; older ones are in the API. */
const mostItems = 200;

/** Properties of {@link History}. */
export interface HistoryProps {
  readonly entityRef: string;
  readonly scorecard: WireScorecard;
  /** Changes whenever there may be a new item. */
  readonly version?: string;
}

/** What changed when, newest first, with the score as a line. */
export function History({ entityRef, scorecard, version }: HistoryProps) {
  const api = useApi(containerLensApiRef);
  const [limit, setLimit] = useState(pageSize);
  const { value, previous, error, reload } = useLoad(
    `${entityRef} ${version ?? ''} ${limit}`,
    signal => api.getHistory(entityRef, { limit }, { signal }),
  );
  const history = value ?? (previous?.entityRef === entityRef ? previous : undefined);
  const titles = new Map(scorecard.results.map(({ check, title }) => [check, title]));

  return (
    <section aria-labelledby="container-lens-history" className={styles.history}>
      <h2 id="container-lens-history" className={styles.heading}>
        History
      </h2>
      {!history && error && <FailureNotice error={error} what="the history" onRetry={reload} />}
      {!history && !error && <Skeleton width="100%" height={96} />}
      {history && history.items.length === 0 && (
        <p className={styles.quiet}>No change has been recorded yet.</p>
      )}
      {history && history.items.length > 0 && (
        <div className={styles.historyCard}>
          <Sparkline values={history.items.flatMap(({ value: score }) => score ?? []).reverse()} />
          <ol className={styles.historyItems}>
            {history.items.map((item, index) => (
              <HistoryItem
                key={`${item.at} ${item.commit}`}
                item={item}
                older={history.items[index + 1]}
                titles={titles}
              />
            ))}
          </ol>
          {history.nextCursor && limit < mostItems && (
            <Button
              variant="secondary"
              size="small"
              onPress={() => setLimit(current => Math.min(current * 2, mostItems))}
            >
              Show older changes
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

interface HistoryItemProps {
  readonly item: Item;
  readonly older?: Item;
  readonly titles: ReadonlyMap<string, string>;
}

function HistoryItem({ item, older, titles }: HistoryItemProps) {
  const first = item.changes.length > 0 && item.changes.every(({ from }) => from === undefined);
  return (
    <li className={styles.historyItem}>
      <GradeBadge grade={item.grade} />
      <div className={styles.historyText}>
        <p>
          <strong className={styles.number}>{showScore(item.value)}</strong>{' '}
          <ScoreMove from={older?.value} to={item.value} />
          <span className={styles.quiet}>
            <Age at={item.at} />
            {item.commit && (
              <>
                {' '}
                · commit <code>{item.commit.slice(0, 7)}</code>
              </>
            )}
          </span>
        </p>
        {first && item.changes.length > 3 ? (
          <p className={styles.quiet}>
            {older ? 'Newly checked' : 'First assessment'}: {count(item.changes.length, 'check')}
          </p>
        ) : (
          <ul className={styles.changes}>
            {item.changes.map(change => (
              <li key={change.check}>
                {titles.get(change.check) ?? change.check}: {sayChange(change)}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

function sayChange({ from, to }: Item['changes'][number]): string {
  if (!to) {
    return 'no longer checked';
  }
  const now = verdicts[to].word.toLowerCase();
  return from ? `${verdicts[from].word.toLowerCase()} → ${now}` : `newly checked, ${now}`;
}

function ScoreMove({ from, to }: { from?: number; to?: number }) {
  if (from === undefined || to === undefined) {
    return null;
  }
  const move = Math.floor(to) - Math.floor(from);
  if (move === 0) {
    return null;
  }
  return (
    <span className={styles.move}>
      {move > 0 ? `▲ ${move}` : `▼ ${-move}`}
      <span className={styles.hidden}>{move > 0 ? ' points up' : ' points down'}</span>{' '}
    </span>
  );
}
