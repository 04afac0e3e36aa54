import { defineCheck } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';
import { endSentence } from '../../facts/image/endSentence';
import { parentSupport } from '../../facts/parent/parentSupport';

/** The parent and its runtime still receive fixes. */
export const secParentSupported = defineCheck({
  id: 'sec-parent-supported',
  needs: { units: imageUnits, support: parentSupport },
  absentReason: 'The repository builds no image.',
  judge: ({ units, support }) =>
    eachImage(units, ({ parent, path, parentLine: line }): Judgement => {
      if (parent.kind === 'scratch') {
        return { verdict: 'not-applicable', reason: 'The image is built from scratch.' };
      }
      if (parent.kind === 'unresolved') {
        const reason = endSentence(`The parent is not known: ${parent.reason}`);
        return { verdict: 'unknown', code: 'unresolved-variable', reason };
      }
      const { verdict, message } = support.read(parent.image);
      const finding = { message, path, line };
      switch (verdict) {
        case 'pass':
          return { verdict, reason: message, evidence: [finding] };
        case 'unknown':
          return { verdict, code: 'no-source-configured', reason: message, evidence: [finding] };
        default:
          return { verdict, reason: message, findings: [finding] };
      }
    }),
});
