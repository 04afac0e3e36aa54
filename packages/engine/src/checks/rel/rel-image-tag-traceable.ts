import { defineCheck, UnitJudgement } from '../../contract/check';
import { observed, optional } from '../../contract/fact';
import { Judgement } from '../../contract/verdict';
import { CiModel } from '../../facts/ci/model/pipeline';
import { pipelines } from '../../facts/ci/pipelines';
import { deployment } from '../../facts/deployment/deployment';
import { eachBuildJob, imageBuildJobs } from '../../facts/delivery/imageBuildJobs';
import { judgeBuildTrace, judgePublishedTrace } from '../../facts/delivery/judgeTrace';
import { traceLabels } from '../../facts/delivery/traceLabels';
import { worstJudgement } from '../../facts/delivery/worstJudgement';
import { ImageUnit } from '../../facts/image/imageUnit';
import { imageUnits } from '../../facts/image/imageUnits';
import { isUnreleased } from '../../facts/registry/eachSelectedImage';
import { selectedImages } from '../../facts/registry/selectedImages';
import { EntitySettings, entitySettings } from '../../facts/repository/entitySettings';
import { scm } from '../../facts/scm/scm';

/** Image, tag and commit are linked. */
export const relImageTagTraceable = defineCheck({
  id: 'rel-image-tag-traceable',
  needs: {
    units: optional(imageUnits),
    ci: pipelines,
    selected: observed(selectedImages),
    host: observed(scm),
    settings: entitySettings,
    deployed: optional(deployment),
  },
  absentReason: 'The repository neither builds nor deploys an image.',
  judge: ({ units = [], ci, selected, host, settings, deployed }) => {
    const slug = settings.projectSlug;
    const sets = imageBuildJobs(ci)
      .flatMap(({ builds }) => builds)
      .map(build => traceLabels(build, units));
    const labelled = sets.some(({ source, revision }) => source || revision !== 'none');
    const commits = host.status === 'present' ? host.value.commits : undefined;
    const images =
      selected.status === 'present'
        ? selected.value.flatMap(one => (one.images.status === 'present' ? one.images.value : []))
        : [];
    const published = images.flatMap((image): UnitJudgement[] => {
      const judgement = judgePublishedTrace(image, { slug, labelled, commits });
      return judgement ? [{ unit: image.name, judgement }] : [];
    });
    const known = units.length > 0 || (deployed?.ownContainers.length ?? 0) > 0;
    return published.length > 0 ? published : judgePipelines(ci, units, settings, known);
  },
});

function judgePipelines(
  ci: CiModel,
  units: readonly ImageUnit[],
  settings: EntitySettings,
  known: boolean,
): UnitJudgement[] {
  const jobs = eachBuildJob(ci, ({ builds }) =>
    worstJudgement(builds.map(build => judgeBuildTrace(ci, build, units, settings.projectSlug))),
  );
  if (jobs.length > 0 || !known) return jobs;
  const judgement: Judgement = isUnreleased(settings)
    ? { verdict: 'not-applicable', reason: 'The entity is marked as not released.' }
    : {
        verdict: 'unknown',
        code: 'no-source-configured',
        reason: 'No pipeline builds the image, and no registry was asked about it.',
      };
  return [{ unit: 'repository', judgement }];
}
