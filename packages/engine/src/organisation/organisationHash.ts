import { createHash } from 'node:crypto';
import { OrganisationDocument } from './organisation';

/** JSON with sorted keys and without undefined values: equal documents give equal text. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** Thousands of assessments are made with one document. */
const known = new WeakMap<OrganisationDocument, string>();

/**
 * SHA-256 of an organisation document, 64 hexadecimal digits. It stands in every report, so that two reports can be
 * compared: the order of keys does not matter, the order of lists does.
 *
 * @public
 */
export function organisationHash(document: OrganisationDocument): string {
  let hash = known.get(document);
  if (hash === undefined) {
    hash = createHash('sha256').update(canonicalJson(document)).digest('hex');
    known.set(document, hash);
  }
  return hash;
}
