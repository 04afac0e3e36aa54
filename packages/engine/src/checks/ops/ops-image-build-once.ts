import { defineCheck, UnitJudgement } from '../../contract/check';
import { optional } from '../../contract/fact';
import { Judgement } from '../../contract/verdict';
import { CiModel } from '../../facts/ci/model/pipeline';
import { pipelines } from '../../facts/ci/pipelines';
import {
  findEnvironmentArgument,
  findEnvironmentStage,
} from '../../facts/delivery/environmentBuilds';
import {
  hiddenSteps,
  judgeHidden,
  placeOf,
  unreadFiles,
} from '../../facts/delivery/imageBuildJobs';
import { knownEnvironments } from '../../facts/delivery/knownEnvironments';
import { findRepeatedBuild, releaseBuilds } from '../../facts/delivery/repeatedBuilds';
import { ImageUnit } from '../../facts/image/imageUnit';
import { imageUnits } from '../../facts/image/imageUnits';
import { entitySettings } from '../../facts/repository/entitySettings';

/** One build per commit is promoted to all environments. */
export const opsImageBuildOnce = defineCheck({
  id: 'ops-image-build-once',
  needs: {
    ci: pipelines,
    environments: knownEnvironments,
    units: optional(imageUnits),
    settings: entitySettings,
  },
  absentReason: 'No pipeline builds an image.',
  judge: ({ ci, environments, units, settings }): UnitJudgement[] => {
    const one = (judgement: Judgement) => [{ unit: 'repository', judgement }];
    const { workloadType } = settings;
    if (workloadType === 'library-image' || workloadType === 'base-image') {
      return one({ verdict: 'not-applicable', reason: `A ${workloadType} has no environments.` });
    }
    const hidden = hiddenSteps(ci);
    if (ci.builds.length === 0) return hidden ? one(judgeHidden(hidden)) : [];
    const problem = judgeBuilds(ci, units ?? []);
    if (environments.size < 2) {
      if (hidden) return one(judgeHidden(hidden));
      const reason = 'Fewer than two environments are known, so there is nothing to promote to.';
      return one({ verdict: 'not-applicable', reason });
    }
    return [...one(problem), ...unreadFiles(ci)];
  },
});

function judgeBuilds(ci: CiModel, units: readonly ImageUnit[]): Judgement {
  const released = releaseBuilds(ci);
  const builds = released.length > 0 ? released : ci.builds;
  const repeated = findRepeatedBuild(ci, builds);
  if (repeated) {
    const { reason, ...place } = repeated;
    const message = `${reason}; build once and promote the same digest.`;
    return { verdict: 'fail', reason: message, findings: [{ message, ...place }] };
  }
  const weak = findEnvironmentArgument(builds) ?? findEnvironmentStage(units);
  if (weak) {
    const { reason, ...place } = weak;
    return { verdict: 'warn', reason, findings: [{ message: reason, ...place }] };
  }
  const [first] = builds;
  const reason = 'The image is built once for a commit, and nothing builds it again to deploy it.';
  return {
    verdict: 'pass',
    reason,
    evidence: first ? [{ message: reason, ...placeOf(first) }] : [],
  };
}
