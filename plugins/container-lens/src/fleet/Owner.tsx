import { Link } from '@backstage/ui';
import styles from './fleet.module.css';
import { readableRef } from './readableRef';
import { useEntityAddress } from './useEntityAddress';

/** The owner of an entity as a link to it. */
export function Owner({ owner }: { owner?: string }) {
  const address = useEntityAddress();
  if (!owner) {
    return <span className={styles.quiet}>Nobody</span>;
  }
  const href = address(owner);
  return href ? (
    <Link href={href} variant="body-medium" color="secondary">
      {readableRef(owner)}
    </Link>
  ) : (
    <span>{readableRef(owner)}</span>
  );
}
