import { defineCheck } from '../../contract/check';
import { observed } from '../../contract/fact';
import { Judgement } from '../../contract/verdict';
import { deployment } from '../../facts/deployment/deployment';
import { eachLinuxImage } from '../../facts/image/eachImage';
import { imageConfigs } from '../../facts/image/imageConfigs';
import { imageUnits } from '../../facts/image/imageUnits';
import { blocksEscalation } from '../../facts/layers/blocksEscalation';
import { findSetuidFiles } from '../../facts/layers/setuidFiles';
import { parentKnowledge } from '../../facts/parent/parentKnowledge';

/** No setuid or setgid binaries remain usable. */
export const secImageNoSetuid = defineCheck({
  id: 'sec-image-no-setuid',
  needs: {
    units: imageUnits,
    configs: imageConfigs,
    parents: parentKnowledge,
    deployed: observed(deployment),
  },
  absentReason: 'The repository builds no image.',
  judge: ({ parents, deployed, ...given }) =>
    eachLinuxImage(given, (config, file): Judgement => {
      const { parent } = file;
      const { state, finding } = findSetuidFiles({
        file,
        parent: parent.kind === 'image' ? parents.find(parent.image) : undefined,
      });
      if (state === 'none' || state === 'stripped') {
        return { verdict: 'pass', reason: finding.message, evidence: [finding] };
      }
      if (state === 'unknown') {
        const reason = finding.message;
        return { verdict: 'unknown', code: 'no-source-configured', reason, evidence: [finding] };
      }
      const blocked = blocksEscalation(deployed, config);
      if (blocked.status === 'unknown') {
        const reason = `${finding.message} Whether the platform blocks them is not known: ${blocked.reason}`;
        return { verdict: 'unknown', code: 'unresolved-variable', reason, evidence: [finding] };
      }
      const reason = `${finding.message} ${blocked.reason}`;
      const verdict = blocked.status === 'blocked' ? 'warn' : 'fail';
      return { verdict, reason, findings: [finding] };
    }),
});
