import { joinClasses } from './joinClasses';
import { Risk, risks } from './risk';
import { toneClass } from './tone';
import styles from './presentation.module.css';

/** A risk as icon and words. */
export function RiskPill({ risk }: { risk: Risk }) {
  const { words, tone, icon: Icon } = risks[risk];
  return (
    <span className={joinClasses(styles.pill, toneClass(tone))}>
      <Icon size={14} aria-hidden />
      {words}
    </span>
  );
}
