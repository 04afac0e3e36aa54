import { Judgement } from '../../contract/verdict';
import { describeBytes, imageSize } from './imageSize';
import { SelectedImage } from './selectedImages';
import { SizeBudgets } from './sizeBudget';

/** Judges the compressed size of an image by the budget of its profile. */
export function judgeSize(image: SelectedImage, budgets: SizeBudgets): Judgement {
  const size = imageSize(image.image);
  if (size === undefined) {
    const reason = `The registry does not say how large ${image.name} is.`;
    return { verdict: 'unknown', code: 'no-source-configured', reason };
  }
  const { profile, pass, fail } = budgets.of(image);
  const message = `${image.name} has ${describeBytes(size)} compressed; the budget of the profile ${profile} is ${describeBytes(pass)}, and ${describeBytes(fail)} at most.`;
  return size <= pass
    ? { verdict: 'pass', reason: message, evidence: [{ message }] }
    : { verdict: size <= fail ? 'warn' : 'fail', reason: message, findings: [{ message }] };
}
