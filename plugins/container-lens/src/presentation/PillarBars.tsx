import { WireScorecard } from '@container-lens/backstage-plugin-container-lens-common';
import { count, showCoverage, showScore } from './score';
import { Tone, toneClass } from './tone';
import styles from './presentation.module.css';

type Pillar = WireScorecard['pillars'][number];

/** Uses the bounds of the grades, so that a bar has the colour its score would have as a grade. */
function toneOf(score: number): Tone {
  if (score >= 90) return 'good';
  if (score >= 80) return 'fine';
  if (score >= 70) return 'caution';
  return score >= 55 ? 'weak' : 'poor';
}

function noteOf({ score, coverage, highRisks, mediumRisks }: Pillar): string {
  if (score === undefined) {
    return coverage === undefined ? 'No question applies' : 'Too little is decided';
  }
  const parts = [`${showCoverage(coverage ?? 0)} decided`];
  if (highRisks > 0) {
    parts.push(count(highRisks, 'high risk'));
  } else if (mediumRisks > 0) {
    parts.push(count(mediumRisks, 'medium risk'));
  }
  return parts.join(' · ');
}

/** One bar for each pillar: its score, how much of it is decided, and its risks. */
export function PillarBars({ pillars }: { pillars: readonly Pillar[] }) {
  return (
    <div className={styles.pillarBox}>
      <ul className={styles.pillars} aria-label="Pillars">
        {pillars.map(pillar => (
          <li key={pillar.id}>
            <div className={styles.pillarHead}>
              <span>{pillar.name}</span>
              <span className={styles.pillarScore}>
                {showScore(pillar.score)}
                <span className={styles.hidden}>
                  {pillar.score === undefined ? ' no score' : ' of 100'}
                </span>
              </span>
            </div>
            <div className={styles.bar} aria-hidden>
              {pillar.score !== undefined && (
                <div
                  className={`${styles.barValue} ${toneClass(toneOf(pillar.score))}`}
                  style={{ width: `${Math.min(Math.max(pillar.score, 0), 100)}%` }}
                />
              )}
            </div>
            <div className={styles.pillarNote}>{noteOf(pillar)}</div>
          </li>
        ))}
      </ul>
    </div>
  );
}
