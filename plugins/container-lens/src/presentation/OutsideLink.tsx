import { RiExternalLinkLine } from '@remixicon/react';
import { ReactNode } from 'react';
import { safeUrl } from './safeUrl';
import styles from './presentation.module.css';

/** Properties of {@link OutsideLink}. */
export interface OutsideLinkProps {
  /** Where to; anything but http and https is shown as plain text. */
  readonly to: string | undefined;
  readonly children: ReactNode;
}

/** A link out of the portal that opens in a new tab. Only for addresses that are safe to follow, else just the text. */
export function OutsideLink({ to, children }: OutsideLinkProps) {
  const url = safeUrl(to);
  if (!url) {
    return <span style={{ overflowWrap: 'anywhere' }}>{children}</span>;
  }
  return (
    <a className={styles.link} href={url} target="_blank" rel="noopener noreferrer">
      {children}
      <RiExternalLinkLine size={12} aria-hidden />
      <span className={styles.hidden}> (opens in a new tab)</span>
    </a>
  );
}
