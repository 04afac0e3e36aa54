import { defineCheck } from '../../contract/check';
import { observed } from '../../contract/fact';
import { Finding, Judgement } from '../../contract/verdict';
import { eachSelectedImage, NoRegistry } from '../../facts/registry/eachSelectedImage';
import { isSignature, judgeReferrers } from '../../facts/registry/judgeAttachments';
import { signingRules } from '../../facts/registry/signingRules';
import { SelectedImage, selectedImages } from '../../facts/registry/selectedImages';
import { entitySettings } from '../../facts/repository/entitySettings';
import { supplyChain } from '../../facts/supplyChain/supplyChain';

/** The selected image is signed. */
export const secImageSigned = defineCheck({
  id: 'sec-image-signed',
  needs: {
    settings: entitySettings,
    selected: observed(selectedImages),
    chain: observed(supplyChain),
    rules: signingRules,
  },
  judge: ({ settings, selected, chain, rules }) => {
    const signing = [...(chain.status === 'present' ? chain.value.signing : []), ...rules];
    return eachSelectedImage({
      selected,
      settings,
      judge: image => judgeImage(image, signing),
      without: why => judgeSource(why, signing),
    });
  },
});

function judgeImage(selected: SelectedImage, signing: readonly Finding[]): Judgement {
  const { image, name } = selected;
  if (image.signingStatus === 'COMPLETE') return pass(`The registry signed ${name}.`);
  return judgeReferrers(selected, {
    judge: referrers => {
      const signatures = referrers.filter(referrer => isSignature(referrer, image.digest));
      if (signatures.length === 0) {
        const reason = `Nothing that refers to ${name} is a signature.`;
        return { verdict: 'fail', reason, findings: [{ message: reason }] };
      }
      if (signatures.every(({ verified }) => verified === false)) {
        const reason = `No signature of ${name} is by an identity that is trusted.`;
        return { verdict: 'fail', reason, findings: [{ message: reason }] };
      }
      return pass(`${name} is signed.`);
    },
    without: why => judgeSource(why, signing),
  });
}

function judgeSource({ code, reason }: NoRegistry, signing: readonly Finding[]): Judgement {
  const [first, ...rest] = signing;
  return first
    ? {
        verdict: 'warn',
        reason: `${first.message} Whether the image carries the signature is not known: ${reason}`,
        findings: [first, ...rest],
      }
    : { verdict: 'unknown', code, reason };
}

function pass(reason: string): Judgement {
  return { verdict: 'pass', reason, evidence: [{ message: reason }] };
}
