import { Link, useSidebarOpenState } from '@backstage/core-components';
import { LogoMark } from './LogoMark';
import styles from './nav.module.css';

/** The way home, in the corner of the navigation. */
export function SidebarLogo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link to="/" underline="none" className={styles.logo} aria-label="Container Lens, home">
      <LogoMark size={28} />
      {isOpen && <span className={styles.name}>Container Lens</span>}
    </Link>
  );
}
