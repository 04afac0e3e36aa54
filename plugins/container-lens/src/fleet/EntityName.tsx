import { Link } from '@backstage/ui';
import { FleetEntity } from '@container-lens/backstage-plugin-container-lens-common';
import { ExamplePill } from '../presentation/ExamplePill';
import styles from './fleet.module.css';
import { statusWords } from './statusWords';
import { useEntityAddress } from './useEntityAddress';

/** The name of an entity as a link to it, and what is special about it. */
export function EntityName({ entity }: { entity: FleetEntity }) {
  const address = useEntityAddress()(entity.entityRef);
  const notes = [
    entity.status !== 'assessed' && statusWords[entity.status],
    entity.status === 'assessed' && entity.stale && 'May be out of date',
  ].filter(Boolean);
  return (
    <span className={styles.name}>
      <span className={styles.nameLine}>
        {address ? (
          <Link href={address} variant="body-medium" weight="bold">
            {entity.title}
          </Link>
        ) : (
          <strong>{entity.title}</strong>
        )}
        {entity.example && <ExamplePill />}
      </span>
      {notes.length > 0 && (
        <span className={styles.quiet} title={entity.message}>
          {notes.join(' · ')}
        </span>
      )}
    </span>
  );
}
