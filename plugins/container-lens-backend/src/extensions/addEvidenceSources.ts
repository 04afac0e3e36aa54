import { ConflictError } from '@backstage/errors';
import { EvidenceSource } from '@container-lens/backstage-plugin-container-lens-node';
import { UrlReaderEvidenceSource } from '../evidence/UrlReaderEvidenceSource';

/** Adds the evidence sources of modules. Throws `ConflictError` when an id is taken, that of the built-in one included. */
export function addEvidenceSources(
  sources: EvidenceSource[],
  added: readonly EvidenceSource[],
): void {
  for (const source of added) {
    if (source.id === UrlReaderEvidenceSource.id || sources.some(({ id }) => id === source.id)) {
      throw new ConflictError(
        `The evidence source "${source.id}" is there already: give the one of your module another id.`,
      );
    }
    sources.push(source);
  }
}
