import { Grade, grades, sayGrade } from './grade';
import { toneClass } from './tone';
import { joinClasses } from './joinClasses';
import styles from './presentation.module.css';

/** Properties of {@link GradeRing}. */
export interface GradeRingProps {
  readonly grade: Grade;
  /** 0 to 100; the part of the ring that is drawn. */
  readonly value?: number;
  /** Width and height in pixels. */
  readonly size: number;
}

/** The letter of a grade inside a ring that shows how much of the score is reached. */
export function GradeRing({ grade, value = 0, size }: GradeRingProps) {
  const { letter, tone } = grades[grade];
  const stroke = size / 11;
  const radius = (size - stroke) / 2;
  const length = 2 * Math.PI * radius;
  const share = Math.min(Math.max(value, 0), 100) / 100;
  return (
    <svg
      className={joinClasses(styles.ring, toneClass(tone))}
      width={size}
      height={size}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={sayGrade(grade)}
    >
      <g transform={`rotate(-90 ${size / 2} ${size / 2})`} strokeWidth={stroke}>
        <circle className={styles.ringTrack} cx={size / 2} cy={size / 2} r={radius} />
        {share > 0 && (
          <circle
            className={styles.ringValue}
            cx={size / 2}
            cy={size / 2}
            r={radius}
            strokeDasharray={length}
            strokeDashoffset={length * (1 - share)}
          />
        )}
      </g>
      <text
        className={styles.ringLetter}
        x="50%"
        y="50%"
        dy="0.36em"
        textAnchor="middle"
        fontSize={size * 0.44}
        aria-hidden
      >
        {letter}
      </text>
    </svg>
  );
}
