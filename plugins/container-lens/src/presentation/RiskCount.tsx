import { count } from './score';
import { joinClasses } from './joinClasses';
import { risks } from './risk';
import { Tone, toneClass } from './tone';
import styles from './presentation.module.css';

/** Properties of {@link RiskCount}. */
export interface RiskCountProps {
  readonly highRisks: number;
  /** Checks that were decided; without any, the absence of risks says nothing. */
  readonly decided: number;
}

/** The number of high risks. Zero is praise only where something was decided. */
export function RiskCount({ highRisks, decided }: RiskCountProps) {
  const { icon: Icon } = highRisks > 0 ? risks.HIGH : risks.NONE;
  const quiet: Tone = decided > 0 ? 'good' : 'neutral';
  return (
    <span className={joinClasses(styles.pill, toneClass(highRisks > 0 ? 'poor' : quiet))}>
      <Icon size={14} aria-hidden />
      {highRisks > 0 ? count(highRisks, 'high risk') : 'No high risk found'}
    </span>
  );
}
