import { defineCheck } from '../../contract/check';
import { optional } from '../../contract/fact';
import { Finding, Judgement } from '../../contract/verdict';
import { pipelines } from '../../facts/ci/pipelines';
import { findAdHocRuntimes } from '../../facts/delivery/findAdHocRuntimes';
import {
  eachBuildJob,
  externalTemplate,
  judgeHidden,
  placeOf,
} from '../../facts/delivery/imageBuildJobs';
import { imageUnits } from '../../facts/image/imageUnits';

/** Builds reuse predefined runtimes. */
export const susCiStandardRuntimes = defineCheck({
  id: 'sus-ci-standard-runtimes',
  needs: { ci: pipelines, units: optional(imageUnits) },
  absentReason: 'No pipeline builds an image.',
  judge: ({ ci, units }) =>
    eachBuildJob(ci, (job): Judgement => {
      const { found, unread } = findAdHocRuntimes(job, units ?? []);
      const findings = found.map(({ runtime, where, path, line }): Finding => ({
        message: `${where} installs ${runtime} by itself; start from an image that has it.`,
        path,
        line,
      }));
      const [first, ...others] = findings;
      if (first && others.length > 0) {
        const reason = `The build installs ${findings.length} runtimes ad hoc.`;
        return { verdict: 'fail', reason, findings: [first, ...others] };
      }
      if (first) return { verdict: 'warn', reason: first.message, findings: [first] };
      const hidden = externalTemplate([{ ...job.pipeline, jobs: [job.job] }]);
      if (hidden) return judgeHidden(hidden);
      if (unread) {
        const { reason, path } = unread;
        return {
          verdict: 'unknown',
          code: 'unparseable',
          reason,
          evidence: [{ message: reason, path }],
        };
      }
      const reason = `${job.job.id} and the build stages take their runtimes from images and setup actions.`;
      return {
        verdict: 'pass',
        reason,
        evidence: [{ message: reason, ...placeOf(job.builds[0]) }],
      };
    }),
});
