import { ManifestDocument } from '../../../helm/chart/manifestDocument';
import { YamlMap } from '../../../helm/yaml/readYaml';
import { descend, mapOf, textOf } from './manifestFields';

/** The objects of one package by kind and name. */
export class PackageIndex {
  readonly #byKind = new Map<string, ManifestDocument[]>();

  constructor(documents: readonly ManifestDocument[]) {
    for (const document of documents) {
      const kind = textOf(document.value.get('kind'));
      const known = this.#byKind.get(kind);
      if (known) known.push(document);
      else this.#byKind.set(kind, [document]);
    }
  }

  ofKind(...kinds: readonly string[]): readonly ManifestDocument[] {
    return kinds.flatMap(kind => this.#byKind.get(kind) ?? []);
  }

  find(kind: string, name: string): ManifestDocument | undefined {
    return this.ofKind(kind).find(document => nameOf(document.value) === name);
  }
}

export function nameOf(object: YamlMap): string {
  return textOf(descend(object, ['metadata', 'name']));
}

export function annotationsOf(object: YamlMap): YamlMap {
  return mapOf(descend(object, ['metadata', 'annotations']));
}

/** Whether labels have everything that a selector asks for; an empty selector selects nothing. */
export function selects(selector: YamlMap, labels: YamlMap): boolean {
  if (selector.size === 0) return false;
  return [...selector].every(([key, value]) => textOf(labels.get(key)) === textOf(value));
}
