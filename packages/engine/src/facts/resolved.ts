/**
 * A value read from a file that may contain variables or template expressions. `value: undefined` means that the file
 * says nothing; `resolved: false` means that it says something which cannot be known from the repository.
 *
 * @public
 */
export type Resolved<T> =
  | { readonly resolved: true; readonly value: T | undefined }
  | { readonly resolved: false; readonly reason: string };

/** @public */
export function resolved<T>(value: T | undefined): Resolved<T> {
  return { resolved: true, value };
}

/** @public */
export function unresolved<T = never>(reason: string): Resolved<T> {
  return { resolved: false, reason };
}
