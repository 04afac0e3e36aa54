import { Button } from '@backstage/ui';
import { describeFailure } from '../data/describeFailure';
import { Notice } from './Notice';

/** Properties of {@link FailureNotice}. */
export interface FailureNoticeProps {
  readonly error: Error;
  /** What could not be shown, for the title: `the scorecard`. */
  readonly what: string;
  readonly onRetry?: () => void;
}

/** Says why something could not be loaded, and tells a missing right from a failure. */
export function FailureNotice({ error, what, onRetry }: FailureNoticeProps) {
  const { kind, message } = describeFailure(error);
  if (kind === 'forbidden') {
    return (
      <Notice kind="forbidden" title={`You may not see ${what}`}>
        Ask the owner of the entity or the administrators of this portal for the permission{' '}
        <code>container-lens.scorecard.read</code>.
      </Notice>
    );
  }
  const retry = onRetry && (
    <Button variant="secondary" size="small" onPress={onRetry}>
      Try again
    </Button>
  );
  return kind === 'missing' ? (
    <Notice kind="info" title={`There is no entry for ${what} yet`} action={retry}>
      The portal has not come across this entity yet, or you may not see it. New entities appear
      within a few minutes.
    </Notice>
  ) : (
    <Notice kind="error" title={`Could not load ${what}`} action={retry}>
      {message}
    </Notice>
  );
}
