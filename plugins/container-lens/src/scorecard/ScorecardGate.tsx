import {
  EntityScorecard,
  WireScorecard,
} from '@container-lens/backstage-plugin-container-lens-common';
import { Button } from '@backstage/ui';
import { ReactNode } from 'react';
import { describeFailure } from '../data/describeFailure';
import { LoadedScorecard } from '../data/useScorecard';
import { Age } from '../presentation/Age';
import { FailureNotice } from '../presentation/FailureNotice';
import { Notice } from '../presentation/Notice';
import styles from './scorecard.module.css';

/** Properties of {@link ScorecardGate}. */
export interface ScorecardGateProps {
  readonly loaded: LoadedScorecard;
  /** Shown until the first answer. */
  readonly skeleton: ReactNode;
  readonly children: (scorecard: WireScorecard, answer: EntityScorecard) => ReactNode;
}

/** Shows the scorecard where there is one, and says what is the case where it is missing, old or could not be read. */
export function ScorecardGate({ loaded, skeleton, children }: ScorecardGateProps) {
  const { value: answer, error, reload } = loaded;
  if (!answer) {
    return error ? (
      <FailureNotice error={error} what="the scorecard" onRetry={reload} />
    ) : (
      <div role="status" aria-label="Loading the scorecard">
        {skeleton}
      </div>
    );
  }
  if (error && describeFailure(error).kind === 'forbidden') {
    // The right was taken away while the page was open: what was loaded before is no longer shown.
    return <FailureNotice error={error} what="the scorecard" />;
  }
  const scorecard = answer.status === 'not-assessable' ? undefined : answer.scorecard;
  return (
    <div className={styles.gate}>
      <StateNotice loaded={loaded} answer={answer} />
      {scorecard && children(scorecard, answer)}
    </div>
  );
}

function StateNotice({ loaded, answer }: { loaded: LoadedScorecard; answer: EntityScorecard }) {
  const { error, refreshError, gaveUp, reload } = loaded;
  const { status, message, scorecard, stale, verifiedAt, assessedAt } = answer;
  const lookAgain = (
    <Button variant="secondary" size="small" onPress={reload}>
      Look again
    </Button>
  );
  if (refreshError) {
    return describeFailure(refreshError).kind === 'forbidden' ? (
      <Notice kind="forbidden" title="You may not have this entity assessed again">
        Ask its owner, or the administrators of this portal for the permission{' '}
        <code>container-lens.refresh</code>.
      </Notice>
    ) : (
      <Notice kind="error" title="Could not ask for a new assessment">
        {describeFailure(refreshError).message}
      </Notice>
    );
  }
  if (error) {
    return (
      <Notice kind="warning" title="Could not look for news" action={lookAgain}>
        {describeFailure(error).message}
      </Notice>
    );
  }
  if (gaveUp) {
    return (
      <Notice kind="waiting" title="The assessment takes longer than usual" action={lookAgain}>
        It goes on in the background.
      </Notice>
    );
  }
  switch (status) {
    case 'pending':
      return scorecard ? null : (
        <Notice kind="waiting" title="The first assessment is running">
          The scorecard appears here by itself, usually within a minute.
        </Notice>
      );
    case 'not-assessable':
      return (
        <Notice kind="info" title="There is nothing to assess yet">
          {message ?? 'The entity has no source that can be read.'}
        </Notice>
      );
    case 'failed':
      return scorecard ? (
        <Notice kind="warning" title="The last assessment failed; these figures are older">
          {message}
        </Notice>
      ) : (
        <Notice kind="error" title="The assessment failed">
          {message ?? 'No reason was recorded; the log of the backend has it.'}
        </Notice>
      );
    default:
      return stale && !answer.refreshing ? (
        <Notice kind="warning" title="These figures may be out of date">
          {(verifiedAt ?? assessedAt) ? (
            <>
              The source was last looked at <Age at={(verifiedAt ?? assessedAt)!} />.
            </>
          ) : (
            'The source was not looked at lately.'
          )}
        </Notice>
      ) : null;
  }
}
