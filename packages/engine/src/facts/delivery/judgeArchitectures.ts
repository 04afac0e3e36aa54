import { Judgement } from '../../contract/verdict';
import { platformSet } from '../registry/platformSet';
import { SelectedImage } from '../registry/selectedImages';

/**
 * What the manifest of a published image says of its architectures; `undefined` where it could not be read and the
 * pipelines must say.
 */
export function judgeArchitectures({ image, name }: SelectedImage): Judgement | undefined {
  const set = platformSet(image);
  if (!set || set.length === 0) return undefined;
  const linux = set.filter(({ os }) => os === 'linux').map(({ architecture }) => architecture);
  if (linux.length === 0) {
    return { verdict: 'not-applicable', reason: 'A Windows image: the check is about Linux.' };
  }
  const [amd, arm] = [linux.includes('amd64'), linux.includes('arm64')];
  if (amd && arm) {
    const reason = `${name} holds linux/amd64 and linux/arm64.`;
    return { verdict: 'pass', reason, evidence: [{ message: reason }] };
  }
  const message = `${name} holds ${[...new Set(linux)].join(', ')} only.`;
  return { verdict: arm ? 'warn' : 'fail', reason: message, findings: [{ message }] };
}
