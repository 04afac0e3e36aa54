import { defineCheck } from '../../contract/check';
import { Judgement } from '../../contract/verdict';
import { ResolvedDockerfile } from '../../facts/dockerfile/resolvedDockerfile';
import { eachLinuxImage } from '../../facts/image/eachImage';
import { imageConfigs } from '../../facts/image/imageConfigs';
import { imageUnits } from '../../facts/image/imageUnits';
import { judgeFindings } from '../../facts/instructions/judgeFindings';
import { listSystemInstalls } from '../../facts/instructions/systemPackages';
import { thresholds } from '../../facts/organisation/thresholds';
import { ParentKnowledge, parentKnowledge } from '../../facts/parent/parentKnowledge';
import { entitySettings } from '../../facts/repository/entitySettings';

/** Packages that many services install belong into the parent image. */
export const costParentCommonPackages = defineCheck({
  id: 'cost-parent-common-packages',
  needs: {
    units: imageUnits,
    configs: imageConfigs,
    parents: parentKnowledge,
    settings: entitySettings,
    limits: thresholds,
  },
  absentReason: 'The repository builds no image.',
  judge: ({ units, configs, parents, settings, limits }) =>
    eachLinuxImage({ units, configs }, (_config, dockerfile) => {
      if (settings.workloadType === 'base-image') {
        const reason = 'A base image is where common packages belong.';
        return { verdict: 'not-applicable', reason };
      }
      const limit = (name: string): number => limits.number('cost-parent-common-packages', name);
      const bounds = { pass: limit('pass_max'), warn: limit('warn_max') };
      return judgeDockerfile(dockerfile, parents, bounds);
    }),
});

function judgeDockerfile(
  dockerfile: ResolvedDockerfile,
  parents: ParentKnowledge,
  { pass, warn }: { readonly pass: number; readonly warn: number },
): Judgement {
  const { parent, path } = dockerfile;
  const known = parent.kind === 'image' ? parents.find(parent.image)?.class : undefined;
  if (parent.kind === 'scratch' || known === 'empty' || known === 'distroless') {
    return { verdict: 'not-applicable', reason: 'The parent image has no package manager.' };
  }
  const installs = listSystemInstalls(dockerfile);
  const names = [...new Set(installs.flatMap(({ packages }) => packages))].sort();
  const count = names.length;
  const line = installs[0]?.line;
  const shown = names.slice(0, 20).join(', ') + (count > 20 ? ', …' : '');
  const finding = {
    message: `The image installs ${count} packages of the operating system (${shown}); what services share belongs into their parent image.`,
    path,
    line,
  };
  return judgeFindings({
    fails: count > warn ? [finding] : [],
    // What is not known can only add to what is counted.
    unknowns: installs
      .filter(({ unresolved }) => unresolved.length > 0)
      .map(install => ({
        message: `Which packages ${install.manager} installs is not known: ${install.unresolved[0]}.`,
        path,
        line: install.line,
      })),
    warns:
      count > pass && count <= warn && installs.every(({ unresolved }) => unresolved.length === 0)
        ? [finding]
        : [],
    passes:
      count === 0
        ? 'The image installs no packages of the operating system.'
        : `The image installs ${count} packages of the operating system: ${shown}.`,
    evidence: installs.map(install => ({
      message: `${install.manager} installs ${install.packages.join(', ') || 'nothing that stays'}.`,
      path,
      line: install.line,
    })),
  });
}
