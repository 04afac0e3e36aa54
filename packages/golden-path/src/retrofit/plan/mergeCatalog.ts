import { Document, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';

/** What the golden path adds to an entity. */
export interface CatalogAddition {
  readonly annotations: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
}

/**
 * Adds annotations and tags to a catalog-info.yaml. What is there wins; comments stay. Undefined where the file is not one
 * component that can be read, with which a person has to decide.
 */
export function mergeCatalog(text: string, addition: CatalogAddition): string | undefined {
  const documents = parseAllDocuments(text.slice(0, 200_000));
  if (!Array.isArray(documents) || documents.length !== 1) return undefined;
  const document = documents[0] as Document | undefined;
  if (!document || document.errors.length > 0 || document.get('kind') !== 'Component') {
    return undefined;
  }
  const metadata = document.get('metadata');
  if (!isMap(metadata)) return undefined;
  let changed = false;
  for (const [name, value] of Object.entries(addition.annotations)) {
    const there = metadata.get('annotations');
    if (there !== undefined && !isMap(there)) return undefined;
    if (isMap(there) && there.has(name)) continue;
    document.setIn(['metadata', 'annotations', name], value);
    changed = true;
  }
  for (const tag of addition.tags) {
    const there = metadata.get('tags');
    if (there !== undefined && !isSeq(there)) return undefined;
    // Not as plain data: an alias would be expanded.
    const present = isSeq(there)
      ? there.items.map(item => (isScalar(item) ? item.value : undefined))
      : [];
    if (present.includes(tag)) continue;
    if (isSeq(there)) document.addIn(['metadata', 'tags'], tag);
    else document.setIn(['metadata', 'tags'], document.createNode([tag]));
    changed = true;
  }
  return changed ? document.toString({ lineWidth: 0 }) : text;
}
