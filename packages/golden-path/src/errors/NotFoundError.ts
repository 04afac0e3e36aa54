/**
 * What was asked for does not exist. Backstage answers by the name of an error, so this one becomes
 * the same HTTP status as its namesake there, without this package needing Backstage.
 *
 * @public
 */
export class NotFoundError extends Error {
  readonly cause?: unknown;

  constructor(message: string, cause?: unknown) {
    super(message);
    this.name = 'NotFoundError';
    this.cause = cause;
  }
}
