import { resolved, unresolved } from '../resolved';
import { CloudNode, collectReferences, descend, toValue } from './cloudNode';
import { CloudResource } from './cloudResource';

/** Gives a resource its readers. */
export function makeResource(
  data: Omit<CloudResource, 'get' | 'lineOf' | 'references'>,
): CloudResource {
  const at = (path: readonly (string | number)[]): CloudNode | undefined =>
    descend(data.properties, path);
  return {
    ...data,
    get: (...path) => {
      const node = at(path);
      if (node === undefined) return resolved(undefined);
      return node.kind === 'unknown' ? unresolved(node.reason) : resolved(toValue(node));
    },
    lineOf: (...path) => at(path)?.line ?? data.line,
    references: (...path) => collectReferences(at(path)),
  };
}
