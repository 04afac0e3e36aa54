import { defineCheck, UnitJudgement } from '../../contract/check';
import { observed, optional } from '../../contract/fact';
import { Judgement } from '../../contract/verdict';
import { imageUnits } from '../../facts/image/imageUnits';
import { eachSelectedImage } from '../../facts/registry/eachSelectedImage';
import { judgeScan } from '../../facts/registry/judgeScan';
import { platformName, platformSet } from '../../facts/registry/platformSet';
import { scanLimits } from '../../facts/registry/scanLimits';
import { SelectedImage, selectedImages } from '../../facts/registry/selectedImages';
import { unitOf } from '../../facts/registry/unitImage';
import { entitySettings } from '../../facts/repository/entitySettings';
import { worstJudgement } from '../../facts/registry/worstJudgement';

/** The selected image has no overdue serious findings. */
export const secImageScanFindings = defineCheck({
  id: 'sec-image-scan-findings',
  needs: {
    settings: entitySettings,
    selected: observed(selectedImages),
    units: optional(imageUnits),
    limits: scanLimits,
  },
  judge: ({ settings, selected, units = [], limits }): UnitJudgement[] =>
    eachSelectedImage({
      selected,
      settings,
      judge: (image): Judgement => {
        const platforms = platformSet(image.image);
        if (platforms === undefined || platforms.length === 0) {
          const { platforms: raw } = image.image;
          return raw?.status === 'unavailable'
            ? { verdict: 'unknown', code: raw.code, reason: raw.reason }
            : unread(image);
        }
        const all = selected.status === 'present' ? selected.value : [];
        const unit = unitOf(image, units, all);
        const empty =
          unit?.dockerfile.status === 'present' && unit.dockerfile.value.parent.kind === 'scratch';
        return worstJudgement(
          platforms.map(platform => ({
            name: platformName(platform),
            judgement: judgeScan(platform, limits, empty),
          })),
        );
      },
    }),
});

function unread({ name }: SelectedImage): Judgement {
  const reason = `The platform manifests of ${name}, which are what is scanned, were not read.`;
  return { verdict: 'unknown', code: 'no-source-configured', reason };
}
