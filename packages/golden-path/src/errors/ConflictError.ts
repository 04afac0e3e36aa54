/**
 * Something is in the way. Backstage answers by the name of an error, so this one becomes
 * the same HTTP status as its namesake there, without this package needing Backstage.
 *
 * @public
 */
export class ConflictError extends Error {
  readonly cause?: unknown;

  constructor(message: string, cause?: unknown) {
    super(message);
    this.name = 'ConflictError';
    this.cause = cause;
  }
}
