import { InputError } from '../errors/InputError';
import { Document, parseDocument } from 'yaml';
import { MergedDocument } from '../overlay/overlayManifest';
import { mergeLines } from './mergeLines';
import { MergeConflict, Structure, isMap, mergeStructure } from './mergeStructure';

/** Places an overlay may contribute to, so that a contribution cannot change what a document is. */
const places: Readonly<Record<string, readonly string[]>> = {
  'catalog-info.yaml': ['metadata.annotations', 'metadata.tags', 'metadata.links'],
  'mkdocs.yml': ['nav'],
  'package.json': ['scripts', 'dependencies', 'devDependencies'],
};

/**
 * Merges the contribution of one overlay into a document. By structure, never by text; comments of a YAML document stay.
 *
 * @throws InputError when the contribution touches a place it may not, or contradicts what is there.
 */
export function mergeDocument(options: {
  document: MergedDocument;
  text: string;
  content: Structure;
  overlay: string;
}): string {
  const { document, text, content, overlay } = options;
  if (document === '.dockerignore' || document === '.gitignore') {
    if (!Array.isArray(content) || !content.every(line => typeof line === 'string')) {
      throw new InputError(`The overlay '${overlay}' must give ${document} a list of lines.`);
    }
    return mergeLines(text, content as string[]);
  }
  if (!isMap(content)) {
    throw new InputError(`The overlay '${overlay}' must give ${document} a map.`);
  }
  const contributions = collectPlaces({ document, content, overlay });
  if (document === 'package.json') {
    const parsed = JSON.parse(text) as Structure;
    return `${JSON.stringify(mergeAt(parsed, contributions, { document, overlay }), undefined, 2)}\n`;
  }
  const yaml = parseDocument(text);
  if (yaml.errors.length > 0) {
    throw new InputError(`${document} is not valid YAML: ${yaml.errors[0]?.message}`);
  }
  return mergeYaml(yaml, contributions, { document, overlay });
}

interface Contribution {
  readonly path: readonly string[];
  readonly value: Structure;
}

function collectPlaces(options: {
  document: string;
  content: { [key: string]: Structure };
  overlay: string;
}): Contribution[] {
  const { document, content, overlay } = options;
  const allowed = (places[document] ?? []).map(place => place.split('.'));
  const found: Contribution[] = [];
  const visit = (value: Structure, path: readonly string[]) => {
    if (allowed.some(place => place.join('.') === path.join('.'))) {
      found.push({ path, value });
      return;
    }
    const leadsOn = allowed.some(place => path.every((part, index) => place[index] === part));
    if (!leadsOn || !isMap(value)) {
      throw new InputError(
        `The overlay '${overlay}' may not change ${path.join('.')} of ${document}. Allowed: ${(places[document] ?? []).join(', ')}.`,
      );
    }
    for (const [key, child] of Object.entries(value)) {
      visit(child, [...path, key]);
    }
  };
  visit(content, []);
  return found;
}

function mergeAt(
  document: Structure,
  contributions: readonly Contribution[],
  names: { document: string; overlay: string },
): Structure {
  return contributions.reduce((current, { path, value }) => {
    const added = path.reduceRight<Structure>((child, part) => ({ [part]: child }), value);
    return merge(current, added, names);
  }, document);
}

function mergeYaml(
  yaml: Document,
  contributions: readonly Contribution[],
  names: { document: string; overlay: string },
): string {
  for (const { path, value } of contributions) {
    const plain = (yaml.toJS({ maxAliasCount: 50 }) ?? {}) as Structure;
    let current: Structure | undefined = plain;
    for (const part of path) {
      current = isMap(current) && Object.hasOwn(current, part) ? current[part] : undefined;
    }
    const merged = current === undefined ? value : merge(current, value, names);
    addMissing(yaml, path, current, merged);
  }
  return yaml.toString({ lineWidth: 0 });
}

/** Writes only what is new, so that what stands there keeps its form and comments. */
function addMissing(
  yaml: Document,
  path: readonly string[],
  current: Structure | undefined,
  merged: Structure,
): void {
  if (current === undefined) {
    yaml.setIn(path, yaml.createNode(merged));
  } else if (Array.isArray(current) && Array.isArray(merged)) {
    for (const item of merged.slice(current.length)) {
      yaml.addIn(path, yaml.createNode(item));
    }
  } else if (isMap(current) && isMap(merged)) {
    for (const [key, value] of Object.entries(merged)) {
      addMissing(
        yaml,
        [...path, key],
        Object.hasOwn(current, key) ? current[key] : undefined,
        value,
      );
    }
  }
}

function merge(
  base: Structure,
  added: Structure,
  names: { document: string; overlay: string },
): Structure {
  try {
    return mergeStructure(base, added);
  } catch (error) {
    if (error instanceof MergeConflict) {
      throw new InputError(
        `The overlay '${names.overlay}' contradicts ${names.document}: ${error.message}.`,
      );
    }
    throw error;
  }
}
