import { defineCheck } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { eachImage } from '../../facts/image/eachImage';
import { findLineageLabels } from '../../facts/image/findLineageLabels';
import { imageUnits } from '../../facts/image/imageUnits';
import { isFloating } from '../../facts/parent/readTag';
import { recordedLineages } from '../../facts/registry/recordedLineages';

/** The exact parent image of the shipped image is recorded. */
export const opsParentLineageRecorded = defineCheck({
  id: 'ops-parent-lineage-recorded',
  needs: { units: imageUnits, recorded: recordedLineages },
  absentReason: 'The repository builds no image.',
  judge: ({ units, recorded }) =>
    eachImage(units, (dockerfile, unit): Judgement => {
      const { parent, parentLine: line, path } = dockerfile;
      if (parent.kind === 'scratch') {
        return { verdict: 'not-applicable', reason: 'The image has no parent (FROM scratch).' };
      }
      if (parent.kind === 'unresolved') {
        const reason = `The parent is not known: ${parent.reason}.`;
        const evidence = [{ message: reason, path, line }];
        return { verdict: 'unknown', code: 'unresolved-variable', reason, evidence };
      }
      const { image } = parent;
      if (image.digest !== undefined) {
        const reason = `FROM names the parent ${image.text} by digest.`;
        return { verdict: 'pass', reason, evidence: [{ message: reason, path, line }] };
      }
      const labels = findLineageLabels(dockerfile, unit.builds, image);
      if (labels.name && labels.digest) {
        const reason = 'Labels of the image record name and digest of its parent.';
        return { verdict: 'pass', reason, evidence: [{ message: reason, ...labels.name }] };
      }
      const released = recorded.of(unit, image);
      const proof = released.labelled ?? released.proven;
      if (proof !== undefined) {
        const how = released.labelled === undefined ? 'provenance' : 'labels';
        const reason = `The ${how} of ${proof} record name and digest of the parent.`;
        return { verdict: 'pass', reason, evidence: [{ message: reason, path, line }] };
      }
      const tagged = image.tag !== undefined && !isFloating(image.tag);
      const isNamed = labels.name !== undefined || released.named !== undefined;
      if (tagged || isNamed) {
        const message = isNamed
          ? `A label names the parent ${image.text}, but nothing records its digest.`
          : `The parent ${image.text} is known by its tag only, which can move.`;
        return { verdict: 'warn', reason: message, findings: [{ message, path, line }] };
      }
      const message = `Nothing records which ${image.text} the image was built from.`;
      return { verdict: 'fail', reason: message, findings: [{ message, path, line }] };
    }),
});
