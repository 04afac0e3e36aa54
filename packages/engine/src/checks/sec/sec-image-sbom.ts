import { defineCheck } from '../../contract/check';
import { observed } from '../../contract/fact';
import { Finding, Judgement } from '../../contract/verdict';
import { eachSelectedImage, NoRegistry } from '../../facts/registry/eachSelectedImage';
import { isBom, isUnreadTag, judgeReferrers } from '../../facts/registry/judgeAttachments';
import { selectedImages } from '../../facts/registry/selectedImages';
import { entitySettings } from '../../facts/repository/entitySettings';
import { supplyChain } from '../../facts/supplyChain/supplyChain';

/** An SBOM is attached to the selected image. */
export const secImageSbom = defineCheck({
  id: 'sec-image-sbom',
  needs: {
    settings: entitySettings,
    selected: observed(selectedImages),
    chain: observed(supplyChain),
  },
  judge: ({ settings, selected, chain }) => {
    const produced = chain.status === 'present' ? chain.value.sboms : [];
    const without = (why: NoRegistry) => judgeSource(why, produced);
    return eachSelectedImage({
      selected,
      settings,
      without,
      judge: image =>
        judgeReferrers(image, {
          without,
          judge: (referrers): Judgement => {
            if (referrers.some(isBom)) {
              const reason = `A bill of materials is attached to ${image.name}.`;
              return { verdict: 'pass', reason, evidence: [{ message: reason }] };
            }
            if (referrers.some(isUnreadTag)) {
              const reason = `What the attestations of ${image.name} hold was not read.`;
              return without({ code: 'unparseable', reason });
            }
            const reason = `No bill of materials is attached to ${image.name}.`;
            return { verdict: 'fail', reason, findings: [{ message: reason }] };
          },
        }),
    });
  },
});

function judgeSource({ code, reason }: NoRegistry, produced: readonly Finding[]): Judgement {
  const [first, ...rest] = produced;
  return first
    ? {
        verdict: 'warn',
        reason: `${first.message} Whether it is attached to the image is not known: ${reason}`,
        findings: [first, ...rest],
      }
    : { verdict: 'unknown', code, reason };
}
