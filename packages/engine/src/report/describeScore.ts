import { OverallScore } from '../contract/scorecard';

/**
 * A figure of 0 to 100 as it is displayed: rounded down, so that 89.9 never looks like the 90 it is not.
 *
 * @public
 */
export function displayPoints(value: number | undefined): string {
  return value === undefined ? '–' : String(Math.floor(value));
}

/**
 * The score with its coverage, which never stand alone: `84 · 61 of 66 decided`.
 *
 * @public
 */
export function describeScore(score: OverallScore): string {
  const value = score.value === undefined ? 'no score' : displayPoints(score.value);
  return `${value} · ${score.decided} of ${score.applicable} decided`;
}

/**
 * What the unknown leaves open, as a sentence; undefined when nothing is unknown or nothing decided.
 *
 * @public
 */
export function describeBounds(score: OverallScore): string | undefined {
  const { lower, upper, decided, applicable } = score;
  if (decided === applicable || lower === undefined || upper === undefined) return undefined;
  const range = `${displayPoints(lower)} and ${displayPoints(upper)}`;
  return `Between ${range} once everything is decided.`;
}

/**
 * What a reader should call the grade: `Grade B, silver`, or that there is none and why.
 *
 * @public
 */
export function describeGrade(score: OverallScore): string {
  if (score.grade !== 'none') return `Grade ${score.grade}, ${score.level}`;
  return score.applicable === 0
    ? 'Not graded: no check applies'
    : 'Not graded: too little is decided';
}
