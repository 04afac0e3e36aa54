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

/** The entry of the bundled table alone. @public */
export function findBundledParent(reference: ImageReference): ParentEntry | undefined {
  const repository = normaliseRepository(reference);
  return parentTable.find(
    entry => matchesPattern(entry.repository, repository) && matchesTag(entry.tag, reference.tag),
  );
}

function matchesTag(patterns: string | undefined, tag: string | undefined): boolean {
  return (
    patterns === undefined ||
    (tag !== undefined && patterns.split('|').some(pattern => matchesPattern(pattern, tag)))
  );
}
