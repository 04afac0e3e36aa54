import { defineCheck } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { readPackageInstalls } from '../../facts/dockerfile/readPackageInstalls';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';

/** Package caches are cleaned in the layer that creates them. */
export const costLayerPackageCache = defineCheck({
  id: 'cost-layer-package-cache',
  needs: { units: imageUnits },
  absentReason: 'The repository builds no image.',
  judge: ({ units }) =>
    eachImage(units, (dockerfile): Judgement => {
      const installs = readPackageInstalls(dockerfile);
      if (installs.length === 0) {
        return { verdict: 'not-applicable', reason: 'No stage that ships installs packages.' };
      }
      const select = (system: boolean): Finding[] =>
        installs
          .filter(install => !install.cleaned && install.system === system)
          .map(({ manager, line, cleanedLater }) => ({
            message: cleanedLater
              ? `The cache of ${manager} is removed in a later RUN, which frees nothing in this layer.`
              : `RUN leaves the cache of ${manager} in the layer.`,
            path: dockerfile.path,
            line,
          }));
      const [bad, ...worse] = select(true);
      if (bad) {
        return {
          verdict: 'fail',
          reason: bad.message,
          findings: [bad, ...worse, ...select(false)],
        };
      }
      const [weak, ...weaker] = select(false);
      if (weak) {
        return { verdict: 'warn', reason: weak.message, findings: [weak, ...weaker] };
      }
      const evidence = installs.map(({ manager, line, how }) => ({
        message: `${manager}: ${how}.`,
        path: dockerfile.path,
        line,
      }));
      return {
        verdict: 'pass',
        reason: 'Every RUN that installs packages leaves no cache.',
        evidence,
      };
    }),
});
