import { defineCheck } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { ContextManifests, selectManifests } from '../../facts/dependencies/contextManifests';
import { findDevelopmentManifest, isBundled } from '../../facts/dependencies/declaredDevelopment';
import { omitsByConfiguration } from '../../facts/dependencies/omitsByConfiguration';
import { shipsTests } from '../../facts/dependencies/shipsTests';
import { dependencies as dependenciesFact } from '../../facts/dependencies/dependencies';
import { listInstalls } from '../../facts/dependencies/installCommands';
import { findShippedInstall } from '../../facts/dependencies/shippedInstalls';
import { ResolvedDockerfile } from '../../facts/dockerfile/resolvedDockerfile';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';
import { judgeFindings } from '../../facts/instructions/judgeFindings';
import { RepositoryTree, repositoryTree } from '../../facts/repository/repositoryTree';

/** Only production dependencies reach the image. */
export const costDepsProductionOnly = defineCheck({
  id: 'cost-deps-production-only',
  needs: { units: imageUnits, dependencies: dependenciesFact, tree: repositoryTree },
  absentReason: 'The repository builds no image.',
  judge: ({ units, dependencies, tree }) =>
    eachImage(units, (file, unit): Judgement =>
      judge(file, selectManifests({ dependencies, unit, file, tree }), tree),
    ),
});

function judge(
  file: ResolvedDockerfile,
  manifests: ContextManifests,
  tree: RepositoryTree,
): Judgement {
  const installs = file.stages.flatMap(stage => listInstalls(stage, file));
  const fails: Finding[] = [];
  const warns: Finding[] = [];
  const unknowns: Finding[] = [];
  const evidence: Finding[] = [];
  const { path } = file;
  for (const ecosystem of ['npm', 'pypi', 'rubygems', 'composer'] as const) {
    const installed = installs.some(one => one.ecosystem === ecosystem && one.kind !== 'names');
    const declaring = installed ? findDevelopmentManifest(manifests, ecosystem) : undefined;
    const broken = manifests.copied.find(
      one =>
        one.ecosystem === ecosystem &&
        one.unreadable !== undefined &&
        one.dependencies.length === 0,
    );
    if (installed && !declaring && broken) {
      unknowns.push({
        message: `Development dependencies are not known: ${broken.unreadable}`,
        path,
      });
    }
    if (!declaring) continue;
    const shipped = findShippedInstall(file, ecosystem);
    if (shipped.kind === 'unknown') {
      const message = `What the image takes from a build stage is not known: ${shipped.reason}.`;
      unknowns.push({ message, path, line: shipped.step.line });
    } else if (shipped.kind === 'none') {
      evidence.push({ message: 'No installed dependencies reach the image.', path });
    } else {
      const { install, production, copiedBy, withApplication } = shipped;
      const at = (message: string) => ({ message, path, line: install.step.line });
      const ships = shipsTests(install, manifests);
      if (production && ships) {
        fails.push(
          at(`"${install.shown}" leaves out development, and the group test still ships.`),
        );
      } else if (production || omitsByConfiguration(ecosystem, declaring.path, manifests, tree)) {
        evidence.push(at(`"${install.shown}" leaves development dependencies out.`));
      } else if (ecosystem === 'npm' && copiedBy && withApplication && isBundled(manifests, tree)) {
        const message = `The output is bundled, and the image still takes all that "${install.shown}" installed.`;
        warns.push({ ...at(message), line: copiedBy.line });
      } else {
        const message = `"${install.shown}" installs the development dependencies of ${declaring.path} too, and they ship.`;
        fails.push(at(message));
      }
    }
  }
  if (fails.length + warns.length + unknowns.length + evidence.length === 0) {
    const reason = 'Nothing that is installed has development dependencies to leave out.';
    return { verdict: 'not-applicable', reason };
  }
  const passes = evidence[0]?.message ?? '';
  return judgeFindings({ fails, warns, unknowns, passes, evidence });
}
