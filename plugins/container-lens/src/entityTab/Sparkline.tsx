import { showScore } from '../presentation/score';
import styles from './entityTab.module.css';

const width = 240;
const height = 56;
const inset = 5;

/** A line of scores over time, oldest first. The scale is always 0 to 100, so that lines can be compared. */
export function Sparkline({ values }: { values: readonly number[] }) {
  if (values.length < 2) {
    return null;
  }
  const points = values.map((value, index) => ({
    x: inset + (index / (values.length - 1)) * (width - 2 * inset),
    y: height - inset - (Math.min(Math.max(value, 0), 100) / 100) * (height - 2 * inset),
  }));
  const last = points[points.length - 1]!;
  return (
    <svg
      className={styles.sparkline}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={`Score over time, oldest first: ${values.map(showScore).join(', ')}`}
    >
      <line x1="0" x2={width} y1={height - inset} y2={height - inset} className={styles.axis} />
      <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      <circle cx={last.x} cy={last.y} r="3.5" />
    </svg>
  );
}
