import { InputError } from '@backstage/errors';

const LONGEST_PATH = 4_096;
const LONGEST_PART = 255;

/**
 * Checks the parts of a path inside a repository, each after decoding. No part may be a dot part,
 * hold a separator or a control character, or name git's own folder.
 *
 * @returns the path with `/` between its parts; empty for the root.
 * @throws InputError
 */
export function parseFilePath(parts: readonly string[]): string {
  const path = parts.join('/');
  if (Buffer.byteLength(path) > LONGEST_PATH || !parts.every(isPathPart)) {
    throw new InputError(
      'The path is not allowed: parts must not be empty, ".", ".." or ".git", nor hold slashes, backslashes or control characters.',
    );
  }
  return path;
}

function isPathPart(part: string): boolean {
  return (
    part !== '' &&
    part !== '.' &&
    part !== '..' &&
    part.toLowerCase() !== '.git' &&
    Buffer.byteLength(part) <= LONGEST_PART &&
    // eslint-disable-next-line no-control-regex
    !/[/\\\u0000-\u001f\u007f]/.test(part)
  );
}
