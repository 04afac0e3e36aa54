import { defineCheck } from '../../contract/check';
import { observed } from '../../contract/fact';
import { Judgement } from '../../contract/verdict';
import { eachSelectedImage } from '../../facts/registry/eachSelectedImage';
import { describeBytes, imageSize } from '../../facts/registry/imageSize';
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
      judge: (image): Judgement => {
        const size = imageSize(image.image);
        if (size === undefined) {
          const reason = `The registry does not say how large ${image.name} is.`;
          return { verdict: 'unknown', code: 'no-source-configured', reason };
        }
        const { profile, pass, fail } = budgets.of(image);
        const message = `${image.name} has ${describeBytes(size)} compressed; the budget of the profile ${profile} is ${describeBytes(pass)}, and ${describeBytes(fail)} at most.`;
        if (size <= pass) {
          return { verdict: 'pass', reason: message, evidence: [{ message }] };
        }
        return {
          verdict: size <= fail ? 'warn' : 'fail',
          reason: message,
          findings: [{ message }],
        };
      },
    }),
});
