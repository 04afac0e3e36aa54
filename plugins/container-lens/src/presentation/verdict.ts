import {
  RemixiconComponentType,
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiIndeterminateCircleLine,
  RiQuestionFill,
} from '@remixicon/react';
import { WireCheckResult } from '@container-lens/backstage-plugin-container-lens-common';
import { Tone } from './tone';

/** What a check decided. */
export type Verdict = WireCheckResult['verdict'];

interface VerdictLook {
  readonly word: string;
  readonly plural: string;
  readonly tone: Tone;
  readonly icon: RemixiconComponentType;
}

/** Word, tone and icon of each verdict, worst first. */
export const verdicts: Readonly<Record<Verdict, VerdictLook>> = {
  fail: { word: 'Fail', plural: 'Failing', tone: 'poor', icon: RiCloseCircleFill },
  warn: { word: 'Warning', plural: 'Warnings', tone: 'caution', icon: RiAlertFill },
  unknown: { word: 'Unknown', plural: 'Unknown', tone: 'neutral', icon: RiQuestionFill },
  pass: { word: 'Pass', plural: 'Passing', tone: 'good', icon: RiCheckboxCircleFill },
  'not-applicable': {
    word: 'Not applicable',
    plural: 'Not applicable',
    tone: 'neutral',
    icon: RiIndeterminateCircleLine,
  },
};

/** Verdicts, worst first. */
export const verdictOrder = Object.keys(verdicts) as readonly Verdict[];

/** Whether a text from outside, such as an address, is a verdict. */
export function isVerdict(text: string): text is Verdict {
  return Object.hasOwn(verdicts, text);
}
