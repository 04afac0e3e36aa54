import { ManifestMap, isMap, isSet, valueAt } from '../manifestValue';

/**
 * A field of a manifest that the service description cannot say, or says differently.
 *
 * @public
 */
export interface UnmappedCopilotField {
  /** `http.stickiness`; `addons/db.yml` for a file beside the manifest. */
  readonly path: string;
  /** As it was written; a map or a list as JSON. */
  readonly value: string;
  /** What happens to it and what to do, in a sentence. */
  readonly reason: string;
}

/**
 * The fields of a manifest while it is converted. Every field is either taken, because the new service has it, or reported:
 * what nobody asked for is left over at the end and cannot be lost.
 */
export class Fields {
  readonly #left = new Map<string, unknown>();
  readonly #taken = new Map<string, string>();
  readonly #unmapped: UnmappedCopilotField[] = [];

  constructor(readonly manifest: ManifestMap) {
    this.#add('', manifest);
  }

  get(...keys: string[]): unknown {
    return valueAt(this.manifest, ...keys);
  }

  /** The new service has it, as `to`. */
  take(path: string, to: string): void {
    for (const key of this.#below(path)) {
      this.#left.delete(key);
      this.#taken.set(key, to);
    }
  }

  /** The new service does not have it, or not so. */
  report(
    path: string,
    reason: string,
    value: unknown = valueAt(this.manifest, ...path.split('.')),
  ): void {
    this.#below(path).forEach(key => this.#left.delete(key));
    this.#unmapped.push({ path, value: textOf(value), reason });
  }

  /** Fields that were neither taken nor reported, with their values. */
  get left(): readonly (readonly [string, unknown])[] {
    return [...this.#left];
  }

  get taken(): readonly { path: string; to: string }[] {
    return [...this.#taken].map(([path, to]) => ({ path, to }));
  }

  get unmapped(): readonly UnmappedCopilotField[] {
    return this.#unmapped;
  }

  #below(path: string): string[] {
    if (this.#left.has(path)) return [path];
    return [...this.#left.keys()].filter(key => key.startsWith(`${path}.`));
  }

  #add(path: string, value: unknown): void {
    if (!isSet(value)) return;
    if (!isMap(value)) {
      this.#left.set(path, value);
      return;
    }
    for (const [key, inner] of Object.entries(value)) {
      this.#add(path === '' ? key : `${path}.${key}`, inner);
    }
  }
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
