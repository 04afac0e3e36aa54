import { WireScorecard } from '@container-lens/backstage-plugin-container-lens-common';
import { Tone } from './tone';

/** A to F, or `none` while too little is decided. */
export type Grade = WireScorecard['score']['grade'];

interface GradeLook {
  readonly letter: string;
  readonly words: string;
  readonly tone: Tone;
}

/** Letter, words and tone of each grade, best first. */
export const grades: Readonly<Record<Grade, GradeLook>> = {
  A: { letter: 'A', words: 'Excellent', tone: 'good' },
  B: { letter: 'B', words: 'Good', tone: 'fine' },
  C: { letter: 'C', words: 'Fair', tone: 'caution' },
  D: { letter: 'D', words: 'Weak', tone: 'weak' },
  F: { letter: 'F', words: 'Poor', tone: 'poor' },
  none: { letter: '–', words: 'Not rated', tone: 'neutral' },
};

/** `Grade A, excellent`, for people who do not see the badge. */
export function sayGrade(grade: Grade): string {
  const { letter, words } = grades[grade];
  return grade === 'none' ? words : `Grade ${letter}, ${words.toLowerCase()}`;
}
