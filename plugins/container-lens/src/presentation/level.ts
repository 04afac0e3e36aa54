import { WireScorecard } from '@container-lens/backstage-plugin-container-lens-common';

/** Gold to basic, or `unrated` while too little is decided. */
export type Level = WireScorecard['score']['level'];

/** The word for each level, best first. */
export const levels: Readonly<Record<Level, string>> = {
  gold: 'Gold',
  silver: 'Silver',
  bronze: 'Bronze',
  basic: 'Basic',
  unrated: 'Unrated',
};
