import { defineFact } from '../../contract/fact';
import { Observation, present } from '../../contract/observation';
import { dependencies } from '../dependencies/dependencies';
import { imageConfigs } from '../image/imageConfigs';
import { imageUnits } from '../image/imageUnits';
import { thresholds } from '../organisation/thresholds';
import { parentKnowledge } from '../parent/parentKnowledge';
import { entitySettings } from '../repository/entitySettings';
import { detectProfile } from './imageProfile';
import { SelectedImage, selectedImages } from './selectedImages';
import { unitOf } from './unitImage';

/** The compressed size an image may have. */
export interface SizeBudget {
  readonly profile: string;
  /** Bytes. */
  readonly pass: number;
  readonly fail: number;
}

/** @public */
export interface SizeBudgets {
  of(image: SelectedImage): SizeBudget;
}

const check = 'perf-image-size';
const bytesPerMegabyte = 1_000_000;

/** Size budgets by profile: the annotation `container-lens/profile`, else what the unit shows. @public */
export const sizeBudgets = defineFact<SizeBudgets>({
  id: 'size-budgets',
  description: 'The compressed size that images may have, by profile.',
  derive: (_input, read): Observation<SizeBudgets> => {
    const limits = read(thresholds);
    const parents = read(parentKnowledge);
    if (limits.status !== 'present') return limits;
    if (parents.status !== 'present') return parents;
    const settings = read(entitySettings);
    const declared = settings.status === 'present' ? settings.value.get('profile') : undefined;
    const units = read(imageUnits);
    const configs = read(imageConfigs);
    const packages = read(dependencies);
    const selected = read(selectedImages);
    const budgetOf = (profile: string): SizeBudget | undefined => {
      const table = limits.value.profile(check, 'profiles_mb', profile);
      const { pass, fail } = table ?? {};
      return pass === undefined || fail === undefined
        ? undefined
        : { profile, pass: pass * bytesPerMegabyte, fail: fail * bytesPerMegabyte };
    };
    return present({
      of: (image: SelectedImage) => {
        const own = declared === undefined ? undefined : budgetOf(declared);
        if (own) return own;
        const unit =
          units.status === 'present' && selected.status === 'present'
            ? unitOf(image, units.value, selected.value)
            : undefined;
        const config =
          configs.status === 'present'
            ? configs.value.find(candidate => candidate.unit === unit?.name)
            : undefined;
        const profile = unit
          ? detectProfile({
              dockerfile: unit.dockerfile.status === 'present' ? unit.dockerfile.value : undefined,
              config,
              dependencies: packages.status === 'present' ? packages.value : undefined,
              parents: parents.value,
            })
          : 'default';
        return budgetOf(profile) ?? budgetOf('default')!;
      },
    });
  },
});
