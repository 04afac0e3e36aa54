import { defineCheck } from '../../contract/check';
import { observed } from '../../contract/fact';
import { RegistryReferrer } from '../../contract/registryEvidence';
import { Judgement } from '../../contract/verdict';
import { eachSelectedImage, NoRegistry } from '../../facts/registry/eachSelectedImage';
import { isProvenance, isUnreadTag, judgeReferrers } from '../../facts/registry/judgeAttachments';
import { ownSource, OwnSource } from '../../facts/registry/ownSource';
import { SelectedImage, selectedImages } from '../../facts/registry/selectedImages';
import { entitySettings } from '../../facts/repository/entitySettings';
import { ProvenanceInPipelines } from '../../facts/supplyChain/findProvenance';
import { supplyChain } from '../../facts/supplyChain/supplyChain';

/** Build provenance is attached and names this repository. */
export const secImageProvenance = defineCheck({
  id: 'sec-image-provenance',
  needs: {
    settings: entitySettings,
    selected: observed(selectedImages),
    chain: observed(supplyChain),
    source: ownSource,
  },
  judge: ({ settings, selected, chain, source }) => {
    const pipelines: ProvenanceInPipelines =
      chain.status === 'present' ? chain.value.provenance : { produced: [], switchedOff: [] };
    const without = (why: NoRegistry) => judgePipelines(why, pipelines);
    return eachSelectedImage({
      selected,
      settings,
      without,
      judge: image =>
        judgeReferrers(image, {
          without,
          judge: referrers => judgeImage(image, referrers, source),
        }),
    });
  },
});

function judgeImage(
  { name }: SelectedImage,
  referrers: readonly RegistryReferrer[],
  source: OwnSource,
): Judgement {
  const provenance = referrers.filter(isProvenance);
  const [first] = provenance;
  if (!first) {
    if (referrers.some(isUnreadTag)) {
      const reason = `What the attestations of ${name} hold was not read.`;
      return { verdict: 'unknown', code: 'unparseable', reason };
    }
    const reason = `No build provenance is attached to ${name}.`;
    return { verdict: 'fail', reason, findings: [{ message: reason }] };
  }
  const stated = provenance.flatMap(({ sourceRepository }) => sourceRepository ?? []);
  const answers = stated.map(repository => source.isOwn(repository));
  const foreign = stated[answers.indexOf(false)];
  if (foreign !== undefined) {
    const reason = `The provenance of ${name} names another repository: ${foreign.slice(0, 200)}.`;
    return { verdict: 'fail', reason, findings: [{ message: reason }] };
  }
  if (answers.includes(undefined)) {
    const reason = `Whether ${stated[0]?.slice(0, 200)} is this repository is not known; add the annotation github.com/project-slug.`;
    return { verdict: 'unknown', code: 'no-source-configured', reason };
  }
  const reason = `Build provenance is attached to ${name}.`;
  return { verdict: 'pass', reason, evidence: [{ message: reason }] };
}

function judgePipelines(
  { code, reason }: NoRegistry,
  { produced, switchedOff }: ProvenanceInPipelines,
): Judgement {
  const [first, ...rest] = produced;
  if (first) {
    const why = `${first.message} Whether it is attached to the image is not known: ${reason}`;
    return { verdict: 'warn', reason: why, findings: [first, ...rest] };
  }
  const [off, ...others] = switchedOff;
  return off
    ? { verdict: 'fail', reason: off.message, findings: [off, ...others] }
    : { verdict: 'unknown', code, reason };
}
