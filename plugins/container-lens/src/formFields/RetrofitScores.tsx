import { RiArrowRightLine } from '@remixicon/react';
import { RetrofitPreview } from '@container-lens/backstage-plugin-container-lens-common';
import { GradeRing } from '../presentation/GradeRing';
import { RiskCount } from '../presentation/RiskCount';
import { count, showScore } from '../presentation/score';
import styles from './formFields.module.css';

type Score = RetrofitPreview['before'];

/** The grade now and after, side by side, in words and figures as well as in letters. */
export function RetrofitScores({
  before,
  after,
  mended,
}: {
  before: Score;
  after: Score;
  mended: number;
}) {
  return (
    <div>
      <div className={styles.scores}>
        <ScoreOf title="Now" score={before} />
        <RiArrowRightLine size={24} aria-hidden className={styles.scoresArrow} />
        <ScoreOf title="After" score={after} />
      </div>
      <p className={styles.sentence}>
        {mended === 0
          ? 'No check becomes better.'
          : `${count(mended, 'check')} better, none worse. Judged by the files of the repository; what the registry and the Git host say comes later.`}
      </p>
    </div>
  );
}

function ScoreOf({ title, score }: { title: string; score: Score }) {
  return (
    <div className={styles.previewScore} role="group" aria-label={title}>
      <GradeRing grade={score.grade} value={score.value} size={64} />
      <div>
        <p className={styles.previewWords}>{title}</p>
        <p className={styles.previewFigures}>
          {showScore(score.value)} · {score.decided} of {score.applicable} decided
        </p>
        <RiskCount highRisks={score.highRisks} decided={score.decided} />
      </div>
    </div>
  );
}
