import { parseEntityRef } from '@backstage/catalog-model';

/** `group:default/team-a` as `team-a`; whatever is not a reference, as it is. */
export function readableRef(ref: string): string {
  try {
    const { namespace, name } = parseEntityRef(ref, { defaultKind: 'group' });
    return namespace === 'default' ? name : `${namespace}/${name}`;
  } catch {
    return ref;
  }
}
