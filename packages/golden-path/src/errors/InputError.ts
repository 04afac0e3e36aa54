/** Where in an overlay something is wrong. @public */
export interface OverlayPlace {
  /** Id of the overlay. */
  readonly overlay: string;
  /** File of the overlay, as it is named in its folder. */
  readonly path: string;
  /** Line in that file, from 1. */
  readonly line?: number;
}

/**
 * What was given cannot be used; the message says what and why. Backstage answers by the name of an error, so this one becomes
 * the same HTTP status as its namesake there, without this package needing Backstage.
 *
 * @public
 */
export class InputError extends Error {
  readonly cause?: unknown;

  /** For those who write overlays; a message names the place in words. */
  readonly place?: OverlayPlace;

  constructor(message: string, cause?: unknown, place?: OverlayPlace) {
    super(message);
    this.name = 'InputError';
    this.cause = cause;
    this.place = place;
  }
}
