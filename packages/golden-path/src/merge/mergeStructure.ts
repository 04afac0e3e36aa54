/** Plain data of a structured document. */
export type Structure =
  string | number | boolean | null | Structure[] | { [key: string]: Structure };

/** Two overlays want different values at the same place. */
export class MergeConflict extends Error {
  constructor(
    readonly path: readonly string[],
    readonly current: Structure,
    readonly added: Structure,
  ) {
    super(
      `${path.join('.')} is ${JSON.stringify(current)} and should become ${JSON.stringify(added)}`,
    );
    this.name = 'MergeConflict';
  }
}

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);
const deepest = 20;

/**
 * Merges a contribution into a document: maps key by key, lists as a union that keeps the order, equal values once.
 *
 * @throws MergeConflict when both have different values at one place. Nothing is ever overwritten.
 */
export function mergeStructure(
  base: Structure,
  added: Structure,
  path: readonly string[] = [],
): Structure {
  if (path.length > deepest) {
    throw new MergeConflict(path, base, added);
  }
  if (Array.isArray(base) && Array.isArray(added)) {
    const merged = [...base];
    for (const item of added) {
      if (!merged.some(present => isEqual(present, item))) {
        merged.push(item);
      }
    }
    return merged;
  }
  if (isMap(base) && isMap(added)) {
    const merged: { [key: string]: Structure } = { ...base };
    for (const [key, value] of Object.entries(added)) {
      if (forbiddenKeys.has(key)) {
        throw new MergeConflict([...path, key], null, value);
      }
      const current = Object.hasOwn(merged, key) ? merged[key] : undefined;
      merged[key] = current === undefined ? value : mergeStructure(current, value, [...path, key]);
    }
    return merged;
  }
  if (!isEqual(base, added)) {
    throw new MergeConflict(path, base, added);
  }
  return base;
}

export function isMap(value: unknown): value is { [key: string]: Structure } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deep equality; the order of keys does not matter. */
export function isEqual(left: Structure, right: Structure): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length &&
      left.every((item, index) => isEqual(item, right[index] as Structure))
    );
  }
  if (isMap(left) && isMap(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every(key => Object.hasOwn(right, key) && isEqual(left[key]!, right[key]!))
    );
  }
  return left === right;
}
