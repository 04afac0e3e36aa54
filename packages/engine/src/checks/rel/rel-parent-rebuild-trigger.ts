import { defineCheck } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { pipelines } from '../../facts/ci/pipelines';
import { cloud } from '../../facts/cloud/cloud';
import { buildsFile } from '../../facts/delivery/findScheduledRebuild';
import { hiddenSteps, judgeHidden, placeOf, ships } from '../../facts/delivery/imageBuildJobs';
import { findRebuildTrigger, waitsForSchedule } from '../../facts/delivery/rebuildTriggers';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';
import { judgeBots } from '../../facts/updateBot/judgeBots';
import { mergesByPipeline } from '../../facts/updateBot/mergesByPipeline';
import { updateBots } from '../../facts/updateBot/updateBots';

/** The longest period of a schedule that counts. */
const days = 31;

/** A patched parent leads to a rebuild. */
export const relParentRebuildTrigger = defineCheck({
  id: 'rel-parent-rebuild-trigger',
  needs: { units: imageUnits, ci: pipelines, bots: updateBots, resources: cloud },
  absentReason: 'The repository builds no image.',
  judge: ({ units, ci, bots, resources }) =>
    eachImage(units, (dockerfile, unit): Judgement => {
      const { parent, path, parentLine: line } = dockerfile;
      if (parent.kind === 'scratch') {
        return { verdict: 'not-applicable', reason: 'The image has no parent (FROM scratch).' };
      }
      const own = ci.builds.filter(build => buildsFile(build, unit.path));
      const hidden = hiddenSteps(ci);
      const [first] = own;
      if (!first) {
        const reason = 'No pipeline of the repository builds the image.';
        return hidden ? judgeHidden(hidden) : { verdict: 'not-applicable', reason };
      }
      const shipped = own.filter(build => ships(ci, build));
      const builds = shipped.length > 0 ? shipped : own;
      const trigger = findRebuildTrigger(builds, resources, days);
      if (trigger) {
        const { reason, ...place } = trigger;
        return { verdict: 'pass', reason, evidence: [{ message: reason, ...place }] };
      }
      const merging = bots.bots
        .filter(bot => bot.covers(dockerfile).answer === 'yes')
        .map(bot => mergesByPipeline(bot, ci) ?? bot.merges(dockerfile))
        .find(({ answer }) => answer === 'yes');
      if (merging) {
        const { reason } = merging;
        const evidence = [{ message: reason, path: merging.path, line: merging.line }];
        return { verdict: 'pass', reason, evidence };
      }
      const waiting = waitsForSchedule(builds);
      if (waiting) {
        const reason = `What starts ${waiting.job.id} on a schedule is kept outside of the repository.`;
        const evidence = [{ message: reason, ...placeOf(waiting) }];
        return { verdict: 'unknown', code: 'no-source-configured', reason, evidence };
      }
      const bot = judgeBots(bots, dockerfile);
      if (bot.answer === 'yes') {
        const message = `${bot.reason.slice(0, -1)}, but a person must merge before the image is built anew.`;
        const findings = [{ message, path: bot.path, line: bot.line }] as const;
        return { verdict: 'warn', reason: message, findings };
      }
      const byHand = builds.find(({ step }) => step.triggers.some(t => t.kind === 'manual'));
      if (byHand) {
        const message =
          'A patched parent leads to a rebuild only when somebody starts the pipeline.';
        return { verdict: 'warn', reason: message, findings: [{ message, ...placeOf(byHand) }] };
      }
      if (bot.answer === 'unknown') {
        const evidence = [{ message: bot.reason, path: bot.path || path, line: bot.line }];
        return { verdict: 'unknown', code: 'no-source-configured', reason: bot.reason, evidence };
      }
      const message = 'Nothing builds the image anew when its parent is patched.';
      return { verdict: 'fail', reason: message, findings: [{ message, path, line }] };
    }),
});
