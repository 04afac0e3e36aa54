import { coreCommands, ParentEntry, parentTable } from '../../data/parentTable';
import type { OrganisationDocument } from '../../organisation/organisation';
import { ImageReference, parseImageReference } from '../dockerfile/imageReference';
import { matchesPattern } from '../matchesPattern';
import { normaliseRepository } from './normaliseRepository';

/**
 * What the organisation, and beneath it the bundled table, knows of an image. `undefined` when nobody knows it.
 *
 * @public
 */
export function findParent(
  reference: ImageReference,
  organisation: Pick<OrganisationDocument, 'parentImages'>,
): ParentEntry | undefined {
  const bundled = findBundledParent(reference);
  const written = `${reference.host}/${reference.path}`;
  const normal = normaliseRepository(reference);
  const own = organisation.parentImages.find(entry => {
    const pattern = parseImageReference(entry.repository);
    const names = [entry.repository, pattern ? normaliseRepository(pattern) : entry.repository];
    return (
      names.some(name => matchesPattern(name, written) || matchesPattern(name, normal)) &&
      matchesTag(entry.tag, reference.tag)
    );
  });
  if (!own) {
    return bundled;
  }
  const shellless = own.class === 'distroless' || own.class === 'empty' || own.shell === 'none';
  // What the organisation leaves open stays as in the table, or not known.
  return {
    ...bundled,
    repository: own.repository,
    class: own.class ?? bundled?.class,
    user: own.user ?? bundled?.user,
    shell: own.shell ?? (shellless ? 'none' : bundled?.shell),
    commands: [...(bundled?.commands ?? (shellless ? [] : coreCommands)), ...(own.commands ?? [])],
    open: bundled?.open ?? (!bundled && !shellless),
    healthcheck: own.healthcheck ?? bundled?.healthcheck,
  };
}

const knownLimit = 500;
/** The table is long, and many facts ask it for the same few images. */
const known = new Map<string, ParentEntry | undefined>();

/** The entry of the bundled table alone. @public */
export function findBundledParent(reference: ImageReference): ParentEntry | undefined {
  const repository = normaliseRepository(reference);
  const key = `${repository}\n${reference.tag ?? '\n'}`;
  if (known.has(key)) return known.get(key);
  const found = parentTable.find(
    entry => matchesPattern(entry.repository, repository) && matchesTag(entry.tag, reference.tag),
  );
  if (known.size >= knownLimit) known.clear();
  known.set(key, found);
  return found;
}

function matchesTag(patterns: string | undefined, tag: string | undefined): boolean {
  return (
    patterns === undefined ||
    (tag !== undefined && patterns.split('|').some(pattern => matchesPattern(pattern, tag)))
  );
}
