import { RepositoryTree } from '../repository/repositoryTree';
import { mayDescribeDeployment } from './deploymentPaths';
import { UnreadDescriptor } from './ownContainer';

const maximum = 50;

interface Detector {
  readonly platform: UnreadDescriptor['platform'];
  readonly kind: string;
  readonly path: RegExp;
  readonly text?: RegExp;
  readonly reason: string;
}

/** Descriptors that are told by their files; each kind leaves this list when it is read. */
const detectors: readonly Detector[] = [
];

/** Finds the descriptors that nothing reads yet. */
export function unreadDescriptors(tree: RepositoryTree): UnreadDescriptor[] {
  const found: UnreadDescriptor[] = [];
  for (const { path, content } of tree.entries) {
    if (!mayDescribeDeployment(path)) continue;
    const detector = detectors.find(
      ({ path: pattern, text }) =>
        pattern.test(path) &&
        (text === undefined || (content.status === 'present' && text.test(content.value))),
    );
    if (detector) {
      const { platform, kind, reason } = detector;
      found.push({ platform, kind, path, reason });
      if (found.length >= maximum) break;
    }
  }
  return found;
}
