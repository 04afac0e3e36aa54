import { defineCheck } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { ResolvedDockerfile } from '../../facts/dockerfile/resolvedDockerfile';
import { eachLinuxImage } from '../../facts/image/eachImage';
import { imageConfigs } from '../../facts/image/imageConfigs';
import { imageUnits } from '../../facts/image/imageUnits';
import { listArchitectureTies } from '../../facts/instructions/architectureTies';
import { judgeFindings } from '../../facts/instructions/judgeFindings';
import { entitySettings } from '../../facts/repository/entitySettings';
import { isDeclared } from '../../facts/repository/isDeclared';

/** A Dockerfile builds for every CPU architecture. */
export const costDockerfileArchNeutral = defineCheck({
  id: 'cost-dockerfile-arch-neutral',
  needs: { units: imageUnits, configs: imageConfigs, settings: entitySettings },
  absentReason: 'The repository builds no image.',
  judge: ({ units, configs, settings }) =>
    eachLinuxImage({ units, configs }, (_config, dockerfile) =>
      isDeclared(settings, 'hardware-bound')
        ? {
            verdict: 'not-applicable',
            reason: 'The entity is declared to be bound to its hardware.',
          }
        : judgeDockerfile(dockerfile),
    ),
});

function judgeDockerfile(dockerfile: ResolvedDockerfile): Judgement {
  const ties = listArchitectureTies(dockerfile);
  const select = (buildOnly: boolean): Finding[] =>
    ties
      .filter(tie => tie.buildOnly === buildOnly)
      .map(({ message, line }) => ({ message, path: dockerfile.path, line }));
  return judgeFindings({
    fails: select(false),
    warns: select(true),
    passes: 'Nothing in the Dockerfile is for one CPU architecture only.',
    evidence: [
      {
        message: `${dockerfile.stages.length} stages were read.`,
        path: dockerfile.path,
        line: dockerfile.parentLine,
      },
    ],
  });
}
