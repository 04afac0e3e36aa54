/** A manifest, or a map in it, as it was written. */
export type ManifestMap = Readonly<Record<string, unknown>>;

export function isMap(value: unknown): value is ManifestMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function mapOf(value: unknown): ManifestMap {
  return isMap(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value at a path of keys; `undefined` where there is none. */
export function valueAt(value: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) => (isMap(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
    value,
  );
}

/** Whether anything is set; keys without a value do not count, as in Copilot. */
export function isSet(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  return isMap(value) ? Object.values(value).some(isSet) : true;
}
