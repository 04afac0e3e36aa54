import { defineCheck } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { ResolvedDockerfile, Stage } from '../../facts/dockerfile/resolvedDockerfile';
import { findBuildCommand } from '../../facts/dockerfile/findBuildCommand';
import { eachImage } from '../../facts/image/eachImage';
import { imageUnits } from '../../facts/image/imageUnits';

/** Build tooling is separated by a multi-stage build. */
export const opsBuildMultiStage = defineCheck({
  id: 'ops-build-multi-stage',
  needs: { units: imageUnits },
  absentReason: 'No image of the repository is built from a Dockerfile.',
  judge: ({ units }) => eachImage(units, judge),
});

function judge(dockerfile: ResolvedDockerfile): Judgement {
  const { finalChain, stages, buildOnlyStages, path } = dockerfile;
  if (!stages.some(stage => stage.steps.some(step => step.keyword === 'RUN'))) {
    return { verdict: 'not-applicable', reason: 'The Dockerfile runs nothing.' };
  }
  const inherited = finalChain.slice(0, -1);
  const target = finalChain.at(-1)!;
  const shipped = firstBuild(inherited, path);
  if (shipped) {
    const message = `${shipped.message} in a stage that the image inherits, so its tooling ships.`;
    return { verdict: 'warn', reason: message, findings: [{ ...shipped, message }] };
  }
  const copy = findStageCopy(dockerfile);
  if (copy) {
    const message = 'The image copies from a build stage that does not ship.';
    return { verdict: 'pass', reason: message, evidence: [{ message, path, line: copy }] };
  }
  const own = firstBuild([target], path);
  if (own) {
    const message = `${own.message} in the stage that ships, and nothing separates the tooling.`;
    return { verdict: 'fail', reason: message, findings: [{ ...own, message }] };
  }
  const reason =
    buildOnlyStages.length > 0
      ? 'The stage that ships builds nothing.'
      : 'The Dockerfile builds nothing: the artifact comes from outside.';
  return { verdict: 'pass', reason, evidence: [{ message: reason, path, line: target.line }] };
}

function firstBuild(stages: readonly Stage[], path: string): Finding | undefined {
  for (const step of stages.flatMap(stage => stage.steps)) {
    const command = findBuildCommand(step);
    if (command !== undefined) {
      return { message: `RUN ${command}`, path, line: step.line };
    }
  }
  return undefined;
}

/** Line on which the final chain takes files from a build-only stage. */
function findStageCopy({ finalChain, buildOnlyStages }: ResolvedDockerfile): number | undefined {
  const buildOnly = new Set(buildOnlyStages.map(stage => stage.index));
  return finalChain
    .flatMap(stage => stage.steps)
    .find(step =>
      [step.from, ...step.mounts.map(mount => mount.from)].some(
        source => source?.kind === 'stage' && buildOnly.has(source.index),
      ),
    )?.line;
}
