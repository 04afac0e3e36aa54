const MIB = 1024 * 1024;

/** Bounds of what is taken from, and brought to, the repository of somebody else. Sizes are bytes, times milliseconds. */
export const repositoryLimits = {
  /** Files, links and submodules of one commit. */
  files: 50_000,
  /** All files of one commit together, as they lie in the folder. */
  totalBytes: 512 * MIB,
  /** What the host may send. Measured while it sends, because git has no such limit. */
  packBytes: 512 * MIB,
  /** Folders within folders. */
  depth: 60,
  /** Fetching or pushing. */
  transferTimeMs: 5 * 60_000,
  /** Commands that stay on this machine. */
  localTimeMs: 2 * 60_000,
  /** Output of a command that is kept in memory. */
  outputBytes: 32 * MIB,
  /** Between the polite and the final signal to git. */
  killGraceMs: 2_000,
} as const;
