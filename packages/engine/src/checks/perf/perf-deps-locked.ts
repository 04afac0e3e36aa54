import { defineCheck } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { selectManifests } from '../../facts/dependencies/contextManifests';
import { dependencies as dependenciesFact } from '../../facts/dependencies/dependencies';
import { judgeLocks } from '../../facts/dependencies/judgeLocks';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';
import { judgeFindings } from '../../facts/instructions/judgeFindings';
import { repositoryTree } from '../../facts/repository/repositoryTree';

/** Language dependencies are locked and installed from the lock. */
export const perfDepsLocked = defineCheck({
  id: 'perf-deps-locked',
  needs: { units: imageUnits, dependencies: dependenciesFact, tree: repositoryTree },
  absentReason: 'The repository builds no image.',
  judge: ({ units, dependencies, tree }) =>
    eachImage(units, (file, unit): Judgement => {
      const manifests = selectManifests({ dependencies, unit, file, tree });
      const { passes: evidence, ...found } = judgeLocks({ file, manifests, tree });
      const all = [...found.fails, ...found.warns, ...found.unknowns, ...evidence];
      if (all.length === 0) {
        const reason = 'The build context holds no dependency manifest of a known ecosystem.';
        return { verdict: 'not-applicable', reason };
      }
      const passes = evidence[0]?.message ?? '';
      return judgeFindings({ ...found, code: 'no-source-configured', passes, evidence });
    }),
});
