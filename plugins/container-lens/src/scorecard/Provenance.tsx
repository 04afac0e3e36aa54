import { EntityScorecard } from '@container-lens/backstage-plugin-container-lens-common';
import { Age } from '../presentation/Age';
import { OutsideLink } from '../presentation/OutsideLink';
import styles from './scorecard.module.css';

/** When the figures were computed and from what: `assessed 3 minutes ago · commit abc1234`. */
export function Provenance({ answer }: { answer: EntityScorecard }) {
  const { assessedAt, verifiedAt, sourceUrl, scorecard } = answer;
  const { commit, dirty } = scorecard?.target ?? {};
  return (
    <p className={styles.provenance}>
      {assessedAt && (
        <span>
          Assessed <Age at={assessedAt} />
        </span>
      )}
      {verifiedAt && verifiedAt !== assessedAt && (
        <span>
          source unchanged <Age at={verifiedAt} />
        </span>
      )}
      {commit && (
        <span>
          commit <code>{commit.slice(0, 7)}</code>
          {dirty && ' with uncommitted changes'}
        </span>
      )}
      {sourceUrl && (
        <span>
          <OutsideLink to={sourceUrl}>Repository</OutsideLink>
        </span>
      )}
    </p>
  );
}
