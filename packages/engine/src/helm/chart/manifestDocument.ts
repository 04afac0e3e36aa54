import { RenderError } from '../renderError';
import { Origin } from '../template/renderedText';
import { OffsetsOf, readYaml, YamlMap, YamlValue } from '../yaml/readYaml';
import { splitDocuments } from './splitDocuments';

/** One object of a manifest, and where each part of it was written. */
export class ManifestDocument {
  readonly value: YamlMap;
  readonly #offsets: OffsetsOf;
  readonly #originOf: (offset: number) => Origin | undefined;

  constructor(
    value: YamlMap,
    offsets: OffsetsOf,
    originOf: (offset: number) => Origin | undefined,
  ) {
    this.value = value;
    this.#offsets = offsets;
    this.#originOf = originOf;
  }

  /** An object inside of this one, for lists of objects. */
  at(path: readonly (string | number)[], value: YamlMap): ManifestDocument {
    const inner = new ManifestDocument(value, this.#offsets, this.#originOf);
    return inner.#offsets.has(value)
      ? inner
      : new ManifestDocument(value, this.#offsets, () => this.originAt(path));
  }

  /** Place of a value, or of the nearest parent that has one. */
  originAt(path: readonly (string | number)[]): Origin | undefined {
    let container: YamlValue = this.value;
    let offset = this.#offsets.get(this.value)?.values().next().value;
    for (const key of path) {
      if (!(container instanceof Map) && !Array.isArray(container)) break;
      const next = this.#offsets.get(container)?.get(key);
      if (next === undefined) break;
      offset = next;
      container = container instanceof Map ? container.get(String(key)) : container[Number(key)];
    }
    return offset === undefined ? undefined : this.#originOf(offset);
  }
}

/** What a text with manifests holds: objects, and what could not be read. */
export interface ReadManifests {
  readonly documents: readonly ManifestDocument[];
  readonly problems: readonly RenderError[];
}

/** Reads all documents of a text; what is no map is left out. */
export function readManifests(
  text: string,
  originOf: (offset: number) => Origin | undefined,
): ReadManifests {
  const documents: ManifestDocument[] = [];
  const problems: RenderError[] = [];
  for (const part of splitDocuments(text)) {
    try {
      const offsets: OffsetsOf = new WeakMap();
      const value = readYaml(part.text, offsets);
      if (value instanceof Map) {
        documents.push(
          new ManifestDocument(value, offsets, offset => originOf(offset + part.offset)),
        );
      }
    } catch (error) {
      if (!(error instanceof RenderError)) throw error;
      const start = part.offset + (part.text.length - part.text.trimStart().length);
      const origin = originOf(start);
      problems.push(origin ? error.at(origin.path, origin.line) : error);
    }
  }
  return { documents, problems };
}
