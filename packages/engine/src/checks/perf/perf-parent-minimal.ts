import { defineCheck } from '../../contract/check';
import { observed } from '../../contract/fact';
import { Judgement } from '../../contract/verdict';
import { ResolvedDockerfile } from '../../facts/dockerfile/resolvedDockerfile';
import { eachLinuxImage } from '../../facts/image/eachImage';
import { imageConfigs } from '../../facts/image/imageConfigs';
import { imageUnits } from '../../facts/image/imageUnits';
import { judgeSize } from '../../facts/registry/judgeSize';
import { selectedImages } from '../../facts/registry/selectedImages';
import { sizeBudgets } from '../../facts/registry/sizeBudget';
import { imagesOf } from '../../facts/registry/unitImage';
import { ParentKnowledge, parentKnowledge } from '../../facts/parent/parentKnowledge';

/** The parent image is small. */
export const perfParentMinimal = defineCheck({
  id: 'perf-parent-minimal',
  needs: {
    units: imageUnits,
    configs: imageConfigs,
    parents: parentKnowledge,
    selected: observed(selectedImages),
    budgets: sizeBudgets,
  },
  absentReason: 'The repository builds no image.',
  judge: ({ units, configs, parents, selected, budgets }) =>
    eachLinuxImage({ units, configs }, (_config, dockerfile, unit) => {
      const sizes = imagesOf(unit, units, selected).map(image => judgeSize(image, budgets));
      const isSmall = sizes.length > 0 && sizes.every(({ verdict }) => verdict === 'pass');
      return judgeParent(dockerfile, parents, isSmall);
    }),
});

function judgeParent(
  { parent, parentLine: line, path }: ResolvedDockerfile,
  parents: ParentKnowledge,
  isSmall: boolean,
): Judgement {
  const at = (message: string) => ({ message, path, line });
  if (parent.kind === 'unresolved') {
    const reason = `Which image the Dockerfile starts from is not known: ${parent.reason}.`;
    return { verdict: 'unknown', code: 'unresolved-variable', reason, evidence: [at(reason)] };
  }
  if (parent.kind === 'scratch') {
    const reason = 'The image starts from scratch: nothing is in it but what is copied.';
    return { verdict: 'pass', reason, evidence: [at(reason)] };
  }
  const { text } = parent.image;
  const known = parents.find(parent.image)?.class;
  if (known === undefined) {
    const reason = `How large ${text} is, is not known; say its class in parentImages.`;
    return { verdict: 'unknown', code: 'no-source-configured', reason, evidence: [at(reason)] };
  }
  if (known === 'full') {
    const reason = `${text} is a full image; a slim, Alpine or distroless variant is smaller to store, pull and patch.`;
    return { verdict: isSmall ? 'warn' : 'fail', reason, findings: [at(reason)] };
  }
  const reason = `${text} is ${known === 'minimal' ? 'a minimal' : `${known === 'empty' ? 'an' : 'a'} ${known}`} image.`;
  return { verdict: 'pass', reason, evidence: [at(reason)] };
}
