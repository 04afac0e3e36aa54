import { isAsset, isCollectedSource, isDockerfileName } from './collectsContent';

/**
 * What is read of one repository at most. Repositories are other people's input: beyond these figures the evidence is
 * `unavailable` with a reason, never silently shorter.
 *
 * @public
 */
export const evidenceLimits = {
  /** Tracked paths of a repository. */
  entries: 100_000,
  /** Bytes of all collected texts together. */
  totalBytes: 32 * 1024 * 1024,
  /** Bytes of one collected file. */
  fileBytes: 1024 * 1024,
  /** Bytes of one Dockerfile. */
  dockerfileBytes: 128 * 1024,
  /** Bytes of the pointer that Git LFS leaves in place of a large file. */
  pointerBytes: 512,
  /** Bytes of one file of source code. */
  sourceBytes: 128 * 1024,
  /** Bytes and number of all files of source code that are read. */
  sourcesBytes: 1024 * 1024,
  sources: 200,
  /** Characters of a path. */
  pathLength: 1024,
  /** Folders above a file. */
  depth: 64,
} as const;

/**
 * Bytes of this file that are read at most; a larger file is not read at all.
 *
 * @public
 */
export function contentLimitBytes(path: string): number {
  if (isDockerfileName(path)) return evidenceLimits.dockerfileBytes;
  if (isAsset(path)) return evidenceLimits.pointerBytes;
  return isCollectedSource(path) ? evidenceLimits.sourceBytes : evidenceLimits.fileBytes;
}
