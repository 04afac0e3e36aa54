import { OwnContainer } from './ownContainer';
import { valueOf } from './unresolvedField';

/** Capabilities that give a container the host, or most of it. */
const dangerous = /^(CAP_)?(ALL|SYS_ADMIN|SYS_PTRACE|SYS_MODULE|NET_ADMIN|DAC_READ_SEARCH|BPF)$/i;

/** What in a container gives it the host or root, in sentences. */
export function findBrokenRules(container: OwnContainer): string[] {
  const user = valueOf(container.runAsUser);
  const isTask = container.platform !== 'kubernetes';
  const isRoot = isTask ? /^(root|0+)(:|$)/i.test(String(user)) : Number(user) === 0;
  const added = (valueOf(container.addedCapabilities) ?? []).filter(name => dangerous.test(name));
  const broken = (valueOf(container.hostNamespaces) ?? []).map(name =>
    isTask ? `${name}.` : `${name} is true.`,
  );
  if (valueOf(container.privileged) === true) broken.push('privileged is true.');
  if (user !== undefined && isRoot)
    broken.push(user === 'root' ? 'The user is root.' : `The user is ${user}, which is root.`);
  if (valueOf(container.runAsNonRoot) === false) broken.push('runAsNonRoot is false.');
  if (added.length > 0) broken.push(`It adds the capability ${added.join(', ')}.`);
  return broken;
}
