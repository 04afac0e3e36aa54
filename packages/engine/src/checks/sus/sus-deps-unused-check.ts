import { defineCheck } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { pipelines } from '../../facts/ci/pipelines';
import { contextManifests } from '../../facts/delivery/contextManifests';
import {
  findToolHook,
  findToolSetup,
  findUnusedChecks,
} from '../../facts/delivery/findUnusedChecks';
import { hiddenSteps, judgeHidden } from '../../facts/delivery/imageBuildJobs';
import { preCommit } from '../../facts/preCommit/preCommit';
import { repositoryTree } from '../../facts/repository/repositoryTree';

/** Unused dependencies are detected. */
export const susDepsUnusedCheck = defineCheck({
  id: 'sus-deps-unused-check',
  needs: { manifests: contextManifests, ci: pipelines, tree: repositoryTree, local: preCommit },
  absentReason: 'No build context holds a manifest of Node.js, Python, Go, Rust, the JVM or PHP.',
  judge: ({ manifests, ci, tree, local }) => {
    const judge = (): Judgement => {
      const runs = findUnusedChecks(ci, tree, local.hooks);
      const [run] = runs;
      if (run?.gating) {
        const reason = `The pipeline runs ${run.tool} and fails when it finds something.`;
        return { verdict: 'pass', reason, evidence: [{ message: reason, ...run.location }] };
      }
      if (run) {
        const message = `The pipeline runs ${run.tool}, but goes on whatever it finds.`;
        return { verdict: 'warn', reason: message, findings: [{ message, ...run.location }] };
      }
      const setup = findToolHook(local.hooks) ?? findToolSetup(tree);
      if (setup) {
        const { tool, path, line } = setup;
        const message = `${tool} is set up, but no pipeline runs it.`;
        return { verdict: 'warn', reason: message, findings: [{ message, path, line }] };
      }
      const hidden = hiddenSteps(ci);
      if (hidden) return judgeHidden(hidden);
      const message = 'Nothing finds dependencies that the code does not use any more.';
      const [first] = manifests;
      return { verdict: 'fail', reason: message, findings: [{ message, path: first?.path }] };
    };
    return [{ unit: 'repository', judgement: judge() }];
  },
});
