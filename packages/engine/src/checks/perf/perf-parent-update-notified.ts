import { defineCheck } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { attestations } from '../../facts/attestation/attestations';
import { judgeAttestation } from '../../facts/attestation/judgeAttestation';
import { pipelines } from '../../facts/ci/pipelines';
import { findNotification } from '../../facts/delivery/findNotification';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';
import { entitySettings } from '../../facts/repository/entitySettings';
import { judgeBots } from '../../facts/updateBot/judgeBots';
import { updateBots } from '../../facts/updateBot/updateBots';

const id = 'perf-parent-update-notified';

/** Teams are notified of parent updates. */
export const perfParentUpdateNotified = defineCheck({
  id,
  needs: {
    units: imageUnits,
    bots: updateBots,
    ci: pipelines,
    declared: attestations,
    settings: entitySettings,
  },
  absentReason: 'The repository builds no image.',
  judge: ({ units, bots, ci, declared, settings }) =>
    eachImage(units, (dockerfile, unit): Judgement => {
      const isBase = settings.workloadType === 'base-image';
      if (dockerfile.parent.kind === 'scratch') {
        return { verdict: 'not-applicable', reason: 'The image has no parent (FROM scratch).' };
      }
      const { answer, reason, path, line } = judgeBots(bots, dockerfile);
      if (answer === 'yes') {
        const says = `${reason.slice(0, -1)}, and its pull requests are the notification.`;
        return { verdict: 'pass', reason: says, evidence: [{ message: says, path, line }] };
      }
      const sent = isBase ? findNotification(ci) : undefined;
      if (sent) {
        const says = 'The release of the base image tells those who build on it.';
        return { verdict: 'pass', reason: says, evidence: [{ message: says, ...sent }] };
      }
      return judgeAttestation(
        declared.find(id, unit.name),
        'how the team learns of new versions of the parent',
      );
    }),
});
