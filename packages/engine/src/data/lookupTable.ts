/**
 * A table that is asked with words of other people's files: it holds its own entries alone, so that `constructor` and
 * the like find nothing.
 */
export function lookupTable<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.freeze(Object.assign(Object.create(null) as Record<string, T>, entries));
}
