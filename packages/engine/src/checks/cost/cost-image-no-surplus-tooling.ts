import { defineCheck } from '../../contract/check';
import { optional } from '../../contract/fact';
import { Finding, Judgement } from '../../contract/verdict';
import { deployment } from '../../facts/deployment/deployment';
import { eachLinuxImage } from '../../facts/image/eachImage';
import { imageConfigs } from '../../facts/image/imageConfigs';
import { imageStarts } from '../../facts/image/imageStarts';
import { imageUnits } from '../../facts/image/imageUnits';
import { judgeFindings } from '../../facts/instructions/judgeFindings';
import { readParentTools } from '../../facts/layers/parentTools';
import { findSurplusTools } from '../../facts/layers/surplusTools';
import { usesTool } from '../../facts/layers/usesTool';
import { parentKnowledge } from '../../facts/parent/parentKnowledge';
import { entitySettings } from '../../facts/repository/entitySettings';

/** No build, debug or remote-access tools in the shipped image. */
export const costImageNoSurplusTooling = defineCheck({
  id: 'cost-image-no-surplus-tooling',
  needs: {
    units: imageUnits,
    configs: imageConfigs,
    starts: imageStarts,
    parents: parentKnowledge,
    settings: entitySettings,
    deployed: optional(deployment),
  },
  absentReason: 'The repository builds no image.',
  judge: ({ starts, parents, settings, deployed, ...given }) =>
    eachLinuxImage(given, (config, file): Judgement => {
      const toolbox = settings.get('profile') === 'toolbox' || settings.get('toolbox') === 'true';
      if (settings.workloadType === 'base-image' || toolbox) {
        return { verdict: 'not-applicable', reason: 'The image is meant to hold tools.' };
      }
      const used = (tool: string) => usesTool(tool, { config, starts, deployed });
      const { build, debug, open } = findSurplusTools({ file, used });
      const { parent, path, parentLine: line } = file;
      const at = (message: string): Finding => ({ message, path, line });
      const fails = [...build];
      const warns = [...debug];
      const unknowns = [...open];
      if (parent.kind === 'unresolved')
        unknowns.push(at(`The parent is not known: ${parent.reason}.`));
      if (parent.kind === 'image') {
        const entry = parents.find(parent.image);
        const tools = readParentTools(parent.image, entry);
        if (tools.kind === 'sdk') fails.push(at(tools.message));
        else if (tools.kind === 'brings-tools') warns.push(at(tools.message));
        else if (!entry?.class) {
          unknowns.push(
            at(`What ${parent.image.text} holds is not known: it is not in the parent table.`),
          );
        }
      }
      const passes = 'The image ships no tools for building, debugging or remote access.';
      return judgeFindings({ fails, warns, unknowns, passes, evidence: [at(passes)] });
    }),
});
