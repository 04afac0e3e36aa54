import { defineCheck, UnitJudgement } from '../../contract/check';
import { observed } from '../../contract/fact';
import { Finding, Judgement } from '../../contract/verdict';
import { CiModel, ImageBuild } from '../../facts/ci/model/pipeline';
import { pipelines } from '../../facts/ci/pipelines';
import { DeliveryEvidence, deliveryEvidence } from '../../facts/delivery/deliveryEvidence';
import { buildsFile } from '../../facts/delivery/findScheduledRebuild';
import { hiddenSteps, judgeHidden } from '../../facts/delivery/imageBuildJobs';
import { judgeImagePipeline } from '../../facts/delivery/judgeImagePipeline';
import { imageUnits } from '../../facts/image/imageUnits';
import { entitySettings } from '../../facts/repository/entitySettings';

/** A pipeline builds, pushes and delivers the image. */
export const opsCiImagePipeline = defineCheck({
  id: 'ops-ci-image-pipeline',
  needs: {
    units: observed(imageUnits),
    ci: pipelines,
    delivery: deliveryEvidence,
    settings: entitySettings,
  },
  absentReason: 'The repository builds no image.',
  judge: ({ units, ci, delivery, settings }) => {
    if (units.status === 'unavailable' && ci.builds.length === 0) {
      const { reason, code } = units;
      return [{ unit: 'repository', judgement: { verdict: 'unknown', reason, code } }];
    }
    const delivered = ['library-image', 'base-image'].includes(settings.workloadType)
      ? undefined
      : delivery;
    const files = units.status === 'present' ? units.value.map(({ path }) => path) : [];
    const named = [...new Set(files)].map((path): UnitJudgement => {
      const own = ci.builds.filter(build => buildsFile(build, path));
      return { unit: path, judgement: judge({ ci, builds: own, path, delivered }) };
    });
    if (named.length > 0 || ci.builds.length === 0) return named;
    const judgement = judge({ ci, builds: ci.builds, path: undefined, delivered });
    return [{ unit: 'repository', judgement }];
  },
});

function judge(options: {
  readonly ci: CiModel;
  readonly builds: readonly ImageBuild[];
  readonly path: string | undefined;
  readonly delivered: DeliveryEvidence | undefined;
}): Judgement {
  const { ci, builds, path, delivered } = options;
  if (builds.length > 0) return judgeImagePipeline(ci, builds, delivered);
  const hidden = hiddenSteps(ci);
  if (hidden) return judgeHidden(hidden);
  const finding: Finding = { message: `No pipeline builds the image of ${path}.`, path };
  return { verdict: 'fail', reason: finding.message, findings: [finding] };
}
