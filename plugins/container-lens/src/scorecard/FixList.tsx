import { Link } from '@backstage/ui';
import { WireScorecard } from '@container-lens/backstage-plugin-container-lens-common';
import { checkAddress } from '../entityTab/checkAddress';
import { showGain } from '../presentation/score';
import styles from './scorecard.module.css';

/** Properties of {@link FixList}. */
export interface FixListProps {
  readonly scorecard: WireScorecard;
  /** How many fixes to show. */
  readonly limit: number;
  /** Address of the tab that explains the checks; titles are plain text without it. */
  readonly tab?: string;
}

/** The fixes worth most, each with the points it would bring. */
export function FixList({ scorecard, limit, tab }: FixListProps) {
  const results = new Map(scorecard.results.map(result => [result.check, result]));
  const fixes = scorecard.improvements.slice(0, limit);
  if (fixes.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="container-lens-fixes">
      <h4 id="container-lens-fixes" className={styles.section}>
        {fixes.length === 1 ? 'The fix worth most' : 'The fixes worth most'}
      </h4>
      <ol className={styles.fixes}>
        {fixes.map(({ check, gain }) => (
          <li key={check} className={styles.fix}>
            <div className={styles.fixTitle}>
              {tab ? (
                <Link href={checkAddress(tab, check)} variant="body-medium">
                  {results.get(check)?.title ?? check}
                </Link>
              ) : (
                (results.get(check)?.title ?? check)
              )}
              <p className={styles.remedy}>{results.get(check)?.remediation}</p>
            </div>
            <span className={styles.gain}>
              <strong>{showGain(gain)}</strong> points
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
