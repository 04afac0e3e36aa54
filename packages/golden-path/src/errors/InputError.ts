/**
 * What was given cannot be used; the message says what and why. Backstage answers by the name of an error, so this one becomes
 * the same HTTP status as its namesake there, without this package needing Backstage.
 *
 * @public
 */
export class InputError extends Error {
  readonly cause?: unknown;

  constructor(message: string, cause?: unknown) {
    super(message);
    this.name = 'InputError';
    this.cause = cause;
  }
}
