import { defineCheck } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { ResolvedDockerfile } from '../../facts/dockerfile/resolvedDockerfile';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';
import { judgeFindings } from '../../facts/instructions/judgeFindings';
import { listRecommendations, Recommendation } from '../../facts/instructions/recommendations';
import { repositoryTree } from '../../facts/repository/repositoryTree';

/** Recommended packages are not installed. */
export const costLayerNoRecommends = defineCheck({
  id: 'cost-layer-no-recommends',
  needs: { units: imageUnits, tree: repositoryTree },
  absentReason: 'The repository builds no image.',
  judge: ({ units, tree }) =>
    eachImage(units, (dockerfile, { context }) => {
      const folder = context.kind === 'folder' ? context.path : undefined;
      return judgeDockerfile(dockerfile, listRecommendations({ dockerfile, tree, folder }));
    }),
});

function judgeDockerfile(
  { path }: ResolvedDockerfile,
  installs: readonly Recommendation[],
): Judgement {
  if (installs.length === 0) {
    const reason = 'No stage that ships installs packages with apt, dnf or microdnf.';
    return { verdict: 'not-applicable', reason };
  }
  const find = (family: Recommendation['family']) =>
    installs
      .filter(install => install.family === family && install.state === 'installed')
      .map(({ manager, line }) => ({
        message:
          family === 'apt'
            ? `${manager} install without --no-install-recommends adds packages nobody asked for.`
            : `${manager} install without --setopt=install_weak_deps=False adds weak dependencies.`,
        path,
        line,
      }));
  return judgeFindings({
    fails: find('apt'),
    warns: find('dnf'),
    unknowns: installs
      .filter(({ state }) => state === 'unknown')
      .map(({ manager, line }) => ({
        message: `Whether ${manager} installs recommended packages is not known: its configuration is copied from a file that was not read.`,
        path,
        line,
      })),
    code: 'unparseable',
    passes: 'Every install leaves recommended packages out.',
    evidence: installs.map(({ manager, how, line }) => ({
      message: `${manager}: ${how}.`,
      path,
      line,
    })),
  });
}
