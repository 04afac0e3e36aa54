import { Observation } from '../../contract/observation';
import { Finding, Judgement } from '../../contract/verdict';
import { ImageUser } from '../image/imageUsers';
import { runsAsNonRoot } from '../image/rootUser';
import { OwnContainer } from './ownContainer';
import { judgeUnresolved } from './unresolvedField';

/**
 * Judges a container of ECS or Copilot in which nothing is dangerous: it is confined when its user is not root, its own
 * or that of the image.
 *
 * @public
 */
export function judgeTaskUser(
  container: OwnContainer,
  images: Observation<readonly ImageUser[]>,
): Judgement {
  const { unit, runAsUser, privileged, hostNamespaces, addedCapabilities } = container;
  const open = judgeUnresolved(container, {
    privileged,
    'A host namespace': hostNamespaces,
    'capabilities.add': addedCapabilities,
    user: runAsUser,
  });
  if (open) return open;
  const at = (message: string): Finding => ({
    message,
    path: container.path,
    line: container.line,
  });
  const confined = (by: string): Judgement => {
    const reason = `${unit} is neither privileged nor root. ${by}`;
    return { verdict: 'pass', reason, evidence: [at(reason)] };
  };
  if (runsAsNonRoot(container)) return confined('The container sets another user.');
  const all = images.status === 'present' ? images.value : [];
  const built = all.filter(({ path }) => path === container.dockerfile);
  const users = built.length > 0 ? built : all;
  if (users.length > 0 && users.every(({ state }) => state === 'non-root')) {
    return confined(users[0]?.reason ?? '');
  }
  const isRoot = users.length > 0 && users.every(({ state }) => state === 'root');
  const message = `${unit} sets no user.`;
  if (isRoot) {
    const reason = `${message} ${users[0]?.reason ?? ''}`;
    return { verdict: 'warn', reason, findings: [at(reason)] };
  }
  const why =
    users.find(({ state }) => state === 'unknown')?.reason ??
    (users.length > 0 ? 'One of several images runs as root.' : 'The image is built elsewhere.');
  const reason = `${message} Whether that of the image is root is not known: ${why}`;
  return { verdict: 'unknown', code: 'no-source-configured', reason, evidence: [at(reason)] };
}
