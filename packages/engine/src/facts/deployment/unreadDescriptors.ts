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
  {
    platform: 'ecs',
    kind: 'terraform',
    path: /\.tf$/i,
    text: /^\s*resource\s+"aws_ecs_task_definition"/m,
    reason: 'Terraform task definitions are not read yet.',
  },
];

const compose: Detector = {
  platform: 'compose',
  kind: 'compose',
  path: /(^|\/)(docker-)?compose([.-][^/]*)?\.ya?ml$/i,
  reason: 'compose files are not read yet.',
};

/**
 * Finds the descriptors that nothing reads yet.
 *
 * @param deployTarget - what the entity declares; only then compose files are more than a tool for local work
 */
export function unreadDescriptors(
  tree: RepositoryTree,
  deployTarget: string | undefined,
): UnreadDescriptor[] {
  const declared = /^(compose|swarm)$/i.test(deployTarget ?? '');
  const active = declared ? [...detectors, compose] : detectors;
  const found: UnreadDescriptor[] = [];
  for (const { path, content } of tree.entries) {
    if (!mayDescribeDeployment(path)) continue;
    const detector = active.find(
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
