import {
  RemixiconComponentType,
  RiAlertLine,
  RiFireLine,
  RiIndeterminateCircleLine,
  RiQuestionLine,
  RiShieldCheckLine,
} from '@remixicon/react';
import { WireScorecard } from '@container-lens/backstage-plugin-container-lens-common';
import { Tone } from './tone';

/** What the answers to a question of the lens amount to. */
export type Risk = WireScorecard['questions'][number]['risk'];

interface RiskLook {
  readonly words: string;
  readonly tone: Tone;
  readonly icon: RemixiconComponentType;
}

/** Words, tone and icon of each risk, worst first. */
export const risks: Readonly<Record<Risk, RiskLook>> = {
  HIGH: { words: 'High risk', tone: 'poor', icon: RiFireLine },
  MEDIUM: { words: 'Medium risk', tone: 'caution', icon: RiAlertLine },
  UNANSWERED: { words: 'Not answered', tone: 'neutral', icon: RiQuestionLine },
  NONE: { words: 'No risk found', tone: 'good', icon: RiShieldCheckLine },
  NOT_APPLICABLE: { words: 'Not applicable', tone: 'neutral', icon: RiIndeterminateCircleLine },
};

/** Risks, worst first. */
export const riskOrder = Object.keys(risks) as readonly Risk[];
