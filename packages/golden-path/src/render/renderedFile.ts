import { FileClass } from '../overlay/overlayManifest';

/**
 * A file of a rendered service.
 *
 * @public
 */
export interface RenderedFile {
  /** Relative to the repository root, with forward slashes. */
  readonly path: string;
  readonly content: Buffer;
  readonly executable: boolean;
  readonly class: FileClass;
  /** Id of the overlay that owns the file. */
  readonly overlay: string;
  /** File of that overlay; not set for the lock, which the renderer writes. */
  readonly source?: string;
}
