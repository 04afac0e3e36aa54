import { Grade, grades } from '../presentation/grade';
import { joinClasses } from '../presentation/joinClasses';
import { toneClass } from '../presentation/tone';
import styles from './fleet.module.css';

/** How many services have which grade, as one bar and in figures. */
export function GradeDistribution({ counts }: { counts: Readonly<Record<string, number>> }) {
  const present = (Object.keys(grades) as Grade[]).filter(grade => (counts[grade] ?? 0) > 0);
  if (present.length === 0) {
    return null;
  }
  return (
    <div className={styles.distribution}>
      <div className={styles.distributionBar} aria-hidden>
        {present.map(grade => (
          <span
            key={grade}
            className={joinClasses(styles.distributionPart, toneClass(grades[grade].tone))}
            style={{ flexGrow: counts[grade] }}
          />
        ))}
      </div>
      <ul className={styles.distributionLegend} aria-label="Grades of the fleet">
        {present.map(grade => (
          <li key={grade} className={toneClass(grades[grade].tone)}>
            <span className={styles.dot} aria-hidden />
            {grade === 'none' ? 'Not rated' : grade} <strong>{counts[grade]}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
