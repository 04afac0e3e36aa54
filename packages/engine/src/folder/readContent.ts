import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { contentLimitBytes } from '../evidence/evidenceLimits';
import { RepositoryFile } from '../evidence/repositoryFromFiles';

/** What an error of the file system means for the evidence. */
export function describeReadError(path: string, error: unknown): RepositoryFile {
  const code = (error as NodeJS.ErrnoException).code ?? 'error';
  const denied = code === 'EACCES' || code === 'EPERM';
  return {
    size: 0,
    unavailable: {
      status: 'unavailable',
      code: denied ? 'access-denied' : 'source-error',
      reason: denied
        ? `${path} could not be read: permission denied.`
        : `${path} could not be read (${code}).`,
    },
  };
}

/**
 * Reads one file of a folder, never more than its limit, and never through a link or from a pipe, even when the file
 * was replaced since it was listed.
 */
export async function readContent(root: string, path: string): Promise<RepositoryFile> {
  try {
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    const handle = await open(join(root, path), flags);
    try {
      const { size } = await handle.stat();
      const buffer = Buffer.alloc(Math.min(size, contentLimitBytes(path)) + 1);
      let length = 0;
      while (length < buffer.length) {
        const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return buffer.subarray(0, length);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return describeReadError(path, error);
  }
}
