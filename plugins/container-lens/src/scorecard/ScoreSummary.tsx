import { WireScorecard } from '@container-lens/backstage-plugin-container-lens-common';
import { ReactNode } from 'react';
import { ExamplePill } from '../presentation/ExamplePill';
import { GradeRing } from '../presentation/GradeRing';
import { grades } from '../presentation/grade';
import { levels } from '../presentation/level';
import { RiskCount } from '../presentation/RiskCount';
import { showScore } from '../presentation/score';
import styles from './scorecard.module.css';

/** Properties of {@link ScoreSummary}. */
export interface ScoreSummaryProps {
  readonly score: WireScorecard['score'];
  readonly example: boolean;
  /** Diameter of the ring in pixels. */
  readonly size: number;
  readonly children?: ReactNode;
}

/** The grade as ring and words, the score with its coverage, level and high risks. */
export function ScoreSummary({ score, example, size, children }: ScoreSummaryProps) {
  const { grade, level, value, decided, applicable, highRisks, cap } = score;
  return (
    <div className={styles.summary}>
      <GradeRing grade={grade} value={value} size={size} />
      <div className={styles.summaryText}>
        <p className={styles.words}>
          <strong>{grades[grade].words}</strong>
          {level !== 'unrated' && <span className={styles.level}>{levels[level]} level</span>}
        </p>
        <p className={styles.figures}>
          {showScore(value)} · {decided} of {applicable} decided
        </p>
        <p className={styles.pills}>
          <RiskCount highRisks={highRisks} decided={decided} />
          {example && <ExamplePill />}
        </p>
        {grade === 'none' && (
          <p className={styles.aside}>
            Less than half of the checks, by weight, could be decided. A grade would claim more than
            is known.
          </p>
        )}
        {cap && <p className={styles.aside}>{cap}</p>}
        {children}
      </div>
    </div>
  );
}
