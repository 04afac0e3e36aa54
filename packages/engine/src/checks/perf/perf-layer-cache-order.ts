import { defineCheck } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';
import { judgeFindings } from '../../facts/instructions/judgeFindings';
import { readCacheOrder } from '../../facts/layers/cacheOrder';
import { repositoryTree } from '../../facts/repository/repositoryTree';

/** Dependencies are installed before sources are copied. */
export const perfLayerCacheOrder = defineCheck({
  id: 'perf-layer-cache-order',
  needs: { units: imageUnits, tree: repositoryTree },
  absentReason: 'The repository builds no image.',
  judge: ({ units, tree }) =>
    eachImage(units, (file, { context, path }): Judgement => {
      const { stages, ...found } = readCacheOrder({ file, tree, context });
      if (stages === 0) {
        const reason = 'No stage both copies from the build context and installs dependencies.';
        return { verdict: 'not-applicable', reason };
      }
      const passes = 'Every stage installs its dependencies before it copies sources.';
      const evidence = [{ message: passes, path }];
      return judgeFindings({ ...found, passes, evidence });
    }),
});
