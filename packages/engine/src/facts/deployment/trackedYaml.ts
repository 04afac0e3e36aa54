import { ManifestDocument } from '../../helm/chart/manifestDocument';
import { splitDocuments } from '../../helm/chart/splitDocuments';
import { RenderBudget } from '../../helm/renderBudget';
import { OffsetsOf, readYaml, YamlMap, YamlValue } from '../../helm/yaml/readYaml';
import { SourceLocation } from '../image/imageConfig';
import { lineAt, lineStarts } from './lineStarts';

type Container = YamlMap | YamlValue[];
type Places = Map<string | number, number>;

interface SourceFile {
  readonly path: string;
  readonly text: string;
  lines?: readonly number[];
}

/** A value and where it was written. */
export interface TrackedItem {
  readonly value: YamlValue;
  readonly container: Container;
  readonly key: string | number;
}

/** Offsets in all files share one number: the file in the high part. */
const stride = 2 ** 32;

/**
 * Values of several YAML files that are merged into each other, and for every part of them the line a person would edit.
 */
export class TrackedYaml {
  readonly #places = new WeakMap<Container, Places>();
  readonly #files: SourceFile[] = [];
  readonly #budget: RenderBudget;

  constructor(budget: RenderBudget) {
    this.#budget = budget;
  }

  /**
   * Reads all documents of a file that are maps or lists.
   *
   * @throws RenderError when it is no YAML, or too large
   */
  read(path: string, text: string): Container[] {
    this.#budget.step(text.length);
    const file = this.#files.push({ path, text }) - 1;
    return splitDocuments(text).flatMap(part => {
      const offsets: OffsetsOf = new WeakMap();
      const value = readYaml(part.text, offsets);
      if (!(value instanceof Map) && !Array.isArray(value)) return [];
      return [
        this.#copy(value, from => {
          const places = offsets.get(from);
          return (
            places &&
            new Map([...places].map(([key, at]) => [key, file * stride + part.offset + at]))
          );
        }) as Container,
      ];
    });
  }

  /** A deep copy with its places. */
  clone<T extends YamlValue>(value: T): T {
    return this.#copy(value, from => new Map(this.#places.get(from))) as T;
  }

  /** Sets a value that was written at the key of another container. */
  set(
    target: YamlMap,
    key: string,
    value: YamlValue,
    from?: { container: Container; key: string | number },
  ): void {
    this.#budget.step();
    target.set(key, value);
    const place = from && this.#places.get(from.container)?.get(from.key);
    if (place === undefined) return;
    const places = this.#places.get(target);
    if (places) places.set(key, place);
    else this.#places.set(target, new Map([[key, place]]));
  }

  /** A list of items that were taken from other containers. */
  list(items: readonly TrackedItem[]): YamlValue[] {
    const list: YamlValue[] = [];
    this.refill(list, items);
    return list;
  }

  /** The same list with other items. */
  refill(list: YamlValue[], items: readonly TrackedItem[]): void {
    const places: Places = new Map();
    items.forEach(({ container, key }, index) => {
      this.#budget.step();
      const place = this.#places.get(container)?.get(key);
      if (place !== undefined) places.set(index, place);
    });
    list.length = 0;
    for (const { value } of items) list.push(value);
    this.#places.set(list, places);
  }

  document(value: YamlMap): ManifestDocument {
    return new ManifestDocument(value, this.#places, id => this.#origin(id));
  }

  /** Place of a key, for what is no document of its own. */
  placeOf(container: Container, key: string | number): SourceLocation | undefined {
    const id = this.#places.get(container)?.get(key);
    return id === undefined ? undefined : this.#origin(id);
  }

  #copy(value: YamlValue, placesOf: (from: Container) => Places | undefined): YamlValue {
    this.#budget.step();
    if (Array.isArray(value)) {
      const list = value.map(item => this.#copy(item, placesOf));
      const places = placesOf(value);
      if (places) this.#places.set(list, places);
      return list;
    }
    if (!(value instanceof Map)) return value;
    const map: YamlMap = new Map();
    for (const [key, item] of value) map.set(key, this.#copy(item, placesOf));
    const places = placesOf(value);
    if (places) this.#places.set(map, places);
    return map;
  }

  #origin(id: number): { path: string; line: number } | undefined {
    const file = this.#files[Math.floor(id / stride)];
    if (!file) return undefined;
    file.lines ??= lineStarts(file.text);
    return { path: file.path, line: lineAt(file.lines, id % stride) };
  }
}
