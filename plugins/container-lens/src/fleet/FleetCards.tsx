import { FleetEntity } from '@container-lens/backstage-plugin-container-lens-common';
import { Age } from '../presentation/Age';
import { GradeBadge } from '../presentation/GradeBadge';
import { levels } from '../presentation/level';
import { showCoverage, showScore } from '../presentation/score';
import { EntityName } from './EntityName';
import { Failures } from './Failures';
import styles from './fleet.module.css';
import { Owner } from './Owner';

/** The fleet as a list of cards, for windows too narrow for a table. */
export function FleetCards({ items }: { items: readonly FleetEntity[] }) {
  return (
    <ul className={styles.cards} aria-label="Services and their grades">
      {items.map(entity => (
        <li key={entity.entityRef} className={styles.card}>
          <GradeBadge grade={entity.grade ?? 'none'} />
          <div className={styles.cardText}>
            <EntityName entity={entity} />
            <span>
              {entity.value !== undefined && (
                <>
                  <span className={styles.score}>{showScore(entity.value)}</span>
                  {' · '}
                </>
              )}
              {entity.coverage !== undefined && `${showCoverage(entity.coverage)} decided`}
              {entity.level && entity.level !== 'unrated' && ` · ${levels[entity.level]}`}
            </span>
            {entity.grade !== undefined && <Failures entity={entity} none="No failures" />}
            <span className={styles.quiet}>
              <Owner owner={entity.owner} />
              {' · '}
              {entity.assessedAt ? <Age at={entity.assessedAt} /> : 'never assessed'}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
