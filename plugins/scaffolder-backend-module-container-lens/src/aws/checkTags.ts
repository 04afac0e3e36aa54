import { InputError } from '@backstage/errors';
import { awsPatterns } from './awsNames';

/** @throws InputError for tags that AWS would refuse. It takes 50; one is that of the task. */
export function checkTags(tags: Record<string, string>): Record<string, string> {
  const wrong = Object.keys(tags).find(key => !awsPatterns.tagKey.test(key));
  if (wrong !== undefined) {
    throw new InputError(
      `'${wrong.slice(0, 140)}' is no key for a tag: at most 128 letters, digits and _ . : / = + @ -, and not beginning with aws: or backstage:.`,
    );
  }
  if (Object.keys(tags).length > 49) {
    throw new InputError('There are more than 49 tags. Leave some out.');
  }
  return tags;
}
