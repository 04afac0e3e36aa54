import { WireFinding } from '@container-lens/backstage-plugin-container-lens-common';
import { OutsideLink } from '../presentation/OutsideLink';
import { safeUrl } from '../presentation/safeUrl';
import styles from './entityTab.module.css';

/** More than anybody reads; the rest is counted. */
const mostShown = 50;

/** What was found or looked at, each with its place in the repository. */
export function FindingList({ findings }: { findings: readonly WireFinding[] }) {
  const hidden = findings.length - mostShown;
  return (
    <ul className={styles.findings}>
      {findings.slice(0, mostShown).map((finding, index) => (
        // Findings have no identity and never change place while they are shown.
        // eslint-disable-next-line react/no-array-index-key
        <li key={index}>
          <span className={styles.findingMessage}>{finding.message}</span>
          <FindingPlace finding={finding} />
        </li>
      ))}
      {hidden > 0 && <li>… and {hidden} more</li>}
    </ul>
  );
}

function FindingPlace({ finding: { path, line, url } }: { finding: WireFinding }) {
  if (path === undefined) {
    return safeUrl(url) ? <OutsideLink to={url}>Open</OutsideLink> : null;
  }
  const place = line === undefined ? path : `${path}:${line}`;
  return (
    <code className={styles.place}>
      <OutsideLink to={url}>{place}</OutsideLink>
    </code>
  );
}
