import { defineCheck } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { pipelines } from '../../facts/ci/pipelines';
import { findScheduledRebuild } from '../../facts/delivery/findScheduledRebuild';
import { judgeHidden, unreadPipelines } from '../../facts/delivery/imageBuildJobs';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';
import { judgeBots } from '../../facts/updateBot/judgeBots';
import { updateBots } from '../../facts/updateBot/updateBots';

/** Parent updates are proposed automatically. */
export const relParentUpdateAutomated = defineCheck({
  id: 'rel-parent-update-automated',
  needs: { units: imageUnits, bots: updateBots, ci: pipelines },
  absentReason: 'The repository builds no image.',
  judge: ({ units, bots, ci }) =>
    eachImage(units, (dockerfile, unit): Judgement => {
      if (dockerfile.references.length === 0) {
        return { verdict: 'not-applicable', reason: 'The build reads no image of a registry.' };
      }
      const { answer, reason, path, line } = judgeBots(bots, dockerfile);
      const place = path === '' ? { path: dockerfile.path } : { path, line };
      if (answer === 'yes') {
        return { verdict: 'pass', reason, evidence: [{ message: reason, ...place }] };
      }
      const rebuild = findScheduledRebuild(ci, unit.path, 31);
      const pinned = dockerfile.references.some(
        ({ source, inFinalChain, role }) =>
          inFinalChain && role === 'from' && source.kind === 'image' && source.image.digest,
      );
      if (rebuild && !pinned) {
        const message = `No bot proposes updates, but ${rebuild.path} rebuilds the image on a schedule with the newest parent.`;
        return { verdict: 'warn', reason: message, findings: [{ message, ...rebuild }] };
      }
      if (answer === 'unknown') {
        const evidence = [{ message: reason, ...place }];
        return { verdict: 'unknown', code: 'no-source-configured', reason, evidence };
      }
      const hidden = unreadPipelines(ci);
      if (hidden && !pinned) return judgeHidden(hidden);
      return { verdict: 'fail', reason, findings: [{ message: reason, ...place }] };
    }),
});
