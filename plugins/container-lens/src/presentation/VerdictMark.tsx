import { Verdict, verdicts } from './verdict';
import { joinClasses } from './joinClasses';
import { toneClass } from './tone';
import styles from './presentation.module.css';

/** A verdict as icon and word. */
export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const { word, tone, icon: Icon } = verdicts[verdict];
  return (
    <span className={joinClasses(styles.mark, toneClass(tone))}>
      <Icon size={18} aria-hidden />
      {word}
    </span>
  );
}
