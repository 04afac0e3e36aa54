import { defineCheck } from '../../contract/check';
import { Finding, Judgement } from '../../contract/verdict';
import { CiModel, ImageBuild } from '../../facts/ci/model/pipeline';
import { pipelines } from '../../facts/ci/pipelines';
import { cloud } from '../../facts/cloud/cloud';
import { CloudModel } from '../../facts/cloud/cloudResource';
import { findDependencyCache, findLayerCache } from '../../facts/delivery/buildCaches';
import { cachesLayers } from '../../facts/delivery/codebuildProjects';
import { describeAgent } from '../../facts/delivery/describeAgent';
import { eachBuildJob, placeOf } from '../../facts/delivery/imageBuildJobs';
import { RunnerPolicy, runnerPolicy } from '../../facts/delivery/runnerPolicy';
import { RepositoryTree, repositoryTree } from '../../facts/repository/repositoryTree';
import { worstJudgement } from '../../facts/delivery/worstJudgement';

/** CI reuses the build cache. */
export const perfCiBuildCache = defineCheck({
  id: 'perf-ci-build-cache',
  needs: { ci: pipelines, resources: cloud, policy: runnerPolicy, tree: repositoryTree },
  absentReason: 'No pipeline builds an image.',
  judge: given =>
    eachBuildJob(given.ci, ({ builds }) =>
      worstJudgement(builds.map(build => judgeBuild(build, given))),
    ),
});

function judgeBuild(
  build: ImageBuild,
  given: { ci: CiModel; resources: CloudModel; policy: RunnerPolicy; tree: RepositoryTree },
): Judgement {
  const { pipeline, job, step } = build;
  const at = (message: string): Finding => ({ message, ...placeOf(build) });
  const onSchedule = step.triggers.length > 0 && step.triggers.every(t => t.kind === 'schedule');
  if (build.noCache && !onSchedule) {
    const message = `${job.id} builds the image without a cache (no-cache).`;
    return { verdict: 'fail', reason: message, findings: [at(message)] };
  }
  if (build.noCache) {
    const reason = `${job.id} builds anew on a schedule, which is what the schedule is for.`;
    return { verdict: 'pass', reason, evidence: [at(reason)] };
  }
  const isAny =
    describeAgent(pipeline, job) === 'persistent' ? 'any agent of the server' : undefined;
  const kept = given.policy.find(job.runner, 'persistent') ?? isAny;
  const onCodebuild = cachesLayers(given.resources, build);
  const isCodebuild = pipeline.system === 'codebuild' || pipeline.system === 'codepipeline';
  const layers =
    findLayerCache(build) ??
    (kept === undefined ? undefined : `runs on ${kept}, which is kept with its cache`) ??
    (isCodebuild && onCodebuild ? 'has the layer cache of CodeBuild' : undefined);
  if (layers !== undefined) {
    const reason = `${job.id} ${layers}.`;
    return { verdict: 'pass', reason, evidence: [at(reason)] };
  }
  if (isCodebuild && onCodebuild === undefined) {
    const reason = `Whether ${pipeline.path} has a layer cache is set in its CodeBuild project, which is not in this repository.`;
    return { verdict: 'unknown', code: 'no-source-configured', reason, evidence: [at(reason)] };
  }
  // A pipeline in a template runs the buildspec of its project, which names the cache.
  const spec = isCodebuild ? given.tree.read(step.path) : undefined;
  const inSpec = spec?.status === 'present' && /^cache:/m.test(spec.value);
  const only = findDependencyCache(pipeline) ?? (inSpec ? 'text' : undefined);
  if (only) {
    const { path, line } = only === 'text' ? { ...step, line: undefined } : only;
    const place = { path, line };
    const message = `${job.id} reuses dependencies only; every layer of the image is built anew.`;
    return { verdict: 'warn', reason: message, findings: [{ message, ...place }] };
  }
  const message = `${job.id} builds every layer of the image anew: nothing is taken from a cache.`;
  return { verdict: 'fail', reason: message, findings: [at(message)] };
}
