import { defineCheck } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { pipelines } from '../../facts/ci/pipelines';
import { findContainerTests } from '../../facts/delivery/findContainerTests';
import { eachBuildJob, hiddenSteps, judgeHidden } from '../../facts/delivery/imageBuildJobs';
import { afterProduction } from '../../facts/delivery/productionDeployment';
import { repositoryTree } from '../../facts/repository/repositoryTree';

/** The built container itself is tested. */
export const relCiContainerTests = defineCheck({
  id: 'rel-ci-container-tests',
  needs: { ci: pipelines, tree: repositoryTree },
  absentReason: 'No pipeline builds an image.',
  judge: ({ ci, tree }) => {
    const tests = findContainerTests(ci, tree);
    return eachBuildJob(ci, ({ job }): Judgement => {
      const good = tests.find(test => test.gating && !test.weak && !afterProduction(ci, test));
      if (good) {
        const reason = `${good.text} tests the built container before it reaches production.`;
        return { verdict: 'pass', reason, evidence: [{ message: reason, ...good.location }] };
      }
      const [late] = tests;
      if (late) {
        const early = late.weak ?? 'runs only after the deployment to production';
        const problem = late.gating
          ? early
          : 'tests the container, but may fail without any effect';
        const message = `${late.text} ${problem}.`;
        return { verdict: 'warn', reason: message, findings: [{ message, ...late.location }] };
      }
      const hidden = hiddenSteps(ci);
      if (hidden) return judgeHidden(hidden);
      const message = 'No pipeline starts or inspects the built container.';
      const finding = { message, path: job.path, line: job.line };
      return { verdict: 'fail', reason: message, findings: [finding] };
    });
  },
});
