import { Grade, grades, sayGrade } from './grade';
import { joinClasses } from './joinClasses';
import { toneClass } from './tone';
import styles from './presentation.module.css';

/** The letter of a grade in a small square, for lists. */
export function GradeBadge({ grade }: { grade: Grade }) {
  const { letter, tone } = grades[grade];
  return (
    <span
      role="img"
      aria-label={sayGrade(grade)}
      title={sayGrade(grade)}
      className={joinClasses(styles.badge, toneClass(tone))}
    >
      <span aria-hidden>{letter}</span>
    </span>
  );
}
