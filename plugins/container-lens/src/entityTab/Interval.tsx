import { WireScorecard } from '@container-lens/backstage-plugin-container-lens-common';
import { count, showScore } from '../presentation/score';

/** How far the score could move once everything is known. Nothing where everything is. */
export function Interval({ score }: { score: WireScorecard['score'] }) {
  const { lower, upper, decided, applicable } = score;
  const undecided = applicable - decided;
  if (lower === undefined || upper === undefined || undecided <= 0) {
    return null;
  }
  return (
    <p>
      {count(undecided, 'check')} could not be decided. If all of them failed the score would be{' '}
      {showScore(lower)}, if all passed {showScore(upper)}.
    </p>
  );
}
