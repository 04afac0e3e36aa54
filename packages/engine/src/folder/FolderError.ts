/**
 * A folder that cannot be read at all. The message is a sentence for the person who named the folder.
 *
 * @public
 */
export class FolderError extends Error {
  override readonly name = 'FolderError';
}
