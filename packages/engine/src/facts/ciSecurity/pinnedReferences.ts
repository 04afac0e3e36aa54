import { CiReference, CiSystem } from '../ci/model/pipeline';
import { isFloating } from '../parent/readTag';

/** How far a reference holds what it names in place. */
export type Pinning = 'own' | 'fixed' | 'version' | 'moving' | 'unresolved';

const commit = /^[0-9a-f]{40}$|^[0-9a-f]{64}$/;
const digest = /^sha(256|512):[0-9a-f]{64,128}$/;
const version = /^v?\d+(\.\d+)*([-+][0-9A-Za-z.-]+)?$/;

/**
 * Judges one external reference of a pipeline: `own` for what needs no pinning (this repository, the publisher of the
 * system, the own organisation), `fixed` for commits, digests and what the rule accepts in their place.
 */
export function readPinning(
  reference: CiReference,
  system: CiSystem,
  owner: string | undefined,
): Pinning {
  const { kind, name, ref, local, unresolved } = reference;
  if (local) return 'own';
  switch (kind) {
    case 'action':
    case 'reusable-workflow': {
      const own = owner === undefined ? /^(actions|github)\// : ownerPattern(owner);
      if (own.test(name)) return 'own';
      if (unresolved) return 'unresolved';
      return readRef(ref);
    }
    case 'docker-action':
      if (ref !== undefined && digest.test(ref)) return 'fixed';
      if (unresolved) return 'unresolved';
      return ref === undefined || isFloating(ref) ? 'moving' : 'version';
    case 'image':
      if (ref !== undefined && !ref.includes('$')) return isFloating(ref) ? 'moving' : 'fixed';
      return unresolved ? 'unresolved' : 'moving';
    case 'include':
      return readInclude(reference, owner);
    default:
      // An orb: `owner/name@1.2.3`; a version of CircleCI never changes.
      return system === 'circleci' || kind === 'orb' ? readRef(ref) : 'own';
  }
}

function ownerPattern(owner: string): RegExp {
  return new RegExp(`^(actions|github|${owner.replace(/[^\w-]/g, '\\$&')})/`, 'i');
}

function readRef(ref: string | undefined): Pinning {
  if (ref === undefined) return 'moving';
  if (commit.test(ref) || digest.test(ref)) return 'fixed';
  return version.test(ref) ? 'version' : 'moving';
}

/** GitLab: a template comes with the instance; a project or URL needs a commit or a tag. */
function readInclude(
  { text, name, ref, unresolved }: CiReference,
  owner: string | undefined,
): Pinning {
  // Only a template is named by its file alone: projects have a reference, URLs a scheme, components a host.
  const isTemplate = text === name && ref === undefined && !/:\/\//.test(text);
  if (isTemplate && /\.gitlab-ci\.ya?ml$/.test(text)) return 'own';
  if (owner !== undefined && name.toLowerCase().startsWith(`${owner.toLowerCase()}/`)) return 'own';
  const inUrl = /\/-\/raw\/([^/]+)\//.exec(text)?.[1] ?? /\/raw\/([^/]+)\//.exec(text)?.[1];
  const value = ref ?? inUrl;
  if (value?.includes('$') || (value === undefined && unresolved)) return 'unresolved';
  const read = readRef(value);
  return read === 'version' ? 'fixed' : read;
}
