import { FleetEntity } from '@container-lens/backstage-plugin-container-lens-common';
import { joinClasses } from '../presentation/joinClasses';
import { Severity, severityOrder } from '../presentation/severity';
import { Tone, toneClass } from '../presentation/tone';
import styles from './fleet.module.css';

const tones: Readonly<Record<Severity, Tone>> = {
  critical: 'poor',
  high: 'weak',
  medium: 'caution',
  low: 'neutral',
};

/** Failing checks by severity: a number in a shape, and the word. */
export function Failures({ entity, none = 'None' }: { entity: FleetEntity; none?: string }) {
  if (entity.grade === undefined) {
    return <span className={styles.quiet}>–</span>;
  }
  const present = severityOrder.filter(severity => entity.failures[severity] > 0);
  if (present.length === 0) {
    return <span className={styles.quiet}>{none}</span>;
  }
  return (
    <span className={styles.failures}>
      {present.map(severity => (
        <span key={severity} className={joinClasses(styles.failure, toneClass(tones[severity]))}>
          <strong>{entity.failures[severity]}</strong> {severity}
        </span>
      ))}
    </span>
  );
}
