import { defineCheck, UnitJudgement } from '../../contract/check';
import { observed, optional } from '../../contract/fact';
import { Finding, Judgement } from '../../contract/verdict';
import { CiModel, ImageBuild } from '../../facts/ci/model/pipeline';
import { pipelines } from '../../facts/ci/pipelines';
import { cloud } from '../../facts/cloud/cloud';
import { CloudModel } from '../../facts/cloud/cloudResource';
import { builtPlatforms } from '../../facts/delivery/builtPlatforms';
import { buildsFile } from '../../facts/delivery/findScheduledRebuild';
import { hiddenSteps, judgeHidden, ships } from '../../facts/delivery/imageBuildJobs';
import { judgeArchitectures } from '../../facts/delivery/judgeArchitectures';
import { imageConfigs } from '../../facts/image/imageConfigs';
import { imageUnits } from '../../facts/image/imageUnits';
import { selectedImages } from '../../facts/registry/selectedImages';
import { imagesOf } from '../../facts/registry/unitImage';
import { entitySettings } from '../../facts/repository/entitySettings';

/** The image is published for amd64 and arm64. */
export const costImageMultiArch = defineCheck({
  id: 'cost-image-multi-arch',
  needs: {
    units: optional(imageUnits),
    configs: optional(imageConfigs),
    ci: pipelines,
    resources: cloud,
    selected: observed(selectedImages),
    settings: entitySettings,
  },
  absentReason: 'The repository builds no image.',
  judge: ({ units = [], configs, ci, resources, selected, settings }) => {
    const bound = settings.get('hardware-bound');
    if (bound !== undefined && bound !== 'false') {
      const reason = `The entity is marked as bound to its hardware (${bound.slice(0, 60)}).`;
      return [{ unit: 'repository', judgement: { verdict: 'not-applicable', reason } }];
    }
    // Tools such as jib build without a Dockerfile.
    if (units.length === 0 && ci.builds.length > 0) {
      return [{ unit: 'repository', judgement: judge(ci, ci.builds, resources) }];
    }
    return units.flatMap((unit): UnitJudgement[] => {
      if (configs?.find(config => config.unit === unit.name)?.windows) {
        const reason = 'A Windows image: the check is about Linux.';
        return [{ unit: unit.name, judgement: { verdict: 'not-applicable', reason } }];
      }
      const published = imagesOf(unit, units, selected)
        .map(image => ({ unit: image.name, judgement: judgeArchitectures(image) }))
        .filter((one): one is UnitJudgement => one.judgement !== undefined);
      if (published.length > 0) return published;
      const own = ci.builds.filter(build => buildsFile(build, unit.path));
      const shipped = own.filter(build => ships(ci, build));
      return [
        { unit: unit.name, judgement: judge(ci, shipped.length > 0 ? shipped : own, resources) },
      ];
    });
  },
});

function judge(ci: CiModel, builds: readonly ImageBuild[], resources: CloudModel): Judgement {
  if (builds.length === 0) {
    const reason = 'Neither a registry nor a pipeline says for which platforms the image is built.';
    const hidden = hiddenSteps(ci);
    return hidden
      ? judgeHidden(hidden)
      : { verdict: 'unknown', code: 'no-source-configured', reason };
  }
  const { architectures, joined, unknown, location } = builtPlatforms(ci, builds, resources);
  const at = (message: string): Finding => ({ message, ...location });
  const both = architectures.has('amd64') && architectures.has('arm64');
  if (both && joined) {
    const reason = 'The pipeline builds the image for amd64 and arm64 under one name.';
    return { verdict: 'pass', reason, evidence: [at(reason)] };
  }
  if (both) {
    const message = 'The image exists for amd64 and arm64, but under two names that nothing joins.';
    return { verdict: 'warn', reason: message, findings: [at(message)] };
  }
  if (unknown !== undefined) {
    const reason = `For which platforms the image is built is not known: ${unknown}.`;
    return { verdict: 'unknown', code: 'unresolved-variable', reason, evidence: [at(reason)] };
  }
  if (architectures.has('arm64')) {
    const message = 'The pipeline builds the image for arm64 only.';
    return { verdict: 'warn', reason: message, findings: [at(message)] };
  }
  const message = `The pipeline builds the image for ${[...architectures].join(', ') || 'amd64'} only.`;
  return { verdict: 'fail', reason: message, findings: [at(message)] };
}
