import { defineCheck } from '../../contract/check';
import { observed } from '../../contract/fact';
import { eachSelectedImage } from '../../facts/registry/eachSelectedImage';
import { judgeSize } from '../../facts/registry/judgeSize';
import { selectedImages } from '../../facts/registry/selectedImages';
import { sizeBudgets } from '../../facts/registry/sizeBudget';
import { entitySettings } from '../../facts/repository/entitySettings';

/** The compressed image size is within the budget of its profile. */
export const perfImageSize = defineCheck({
  id: 'perf-image-size',
  needs: { settings: entitySettings, selected: observed(selectedImages), budgets: sizeBudgets },
  judge: ({ settings, selected, budgets }) =>
    eachSelectedImage({
      selected,
      settings,
      judge: image => judgeSize(image, budgets),
    }),
});
