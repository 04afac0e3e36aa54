const KIB = 1024;
const MIB = 1024 * KIB;

/** Bounds of the forge. Sizes are bytes, times are milliseconds. */
export const limits = {
  /** Body of a REST request. */
  restBodyBytes: 64 * KIB,
  /** A file served through the contents API, which holds it in memory. */
  contentBytes: 10 * MIB,
  /** A file shown as numbered lines on a page. */
  pageFileBytes: 1 * MIB,
  /** The text of a difference on the page of a pull request. */
  pageDiffBytes: 256 * KIB,
  /** Entries of one folder in an answer. */
  treeEntries: 2_000,
  /** Output of a git command that is held in memory. */
  gitOutputBytes: 32 * MIB,
  /** Transfers (clone, fetch, push, archive) that run at the same time. */
  concurrentTransfers: 6,
  /** Short git commands that run at the same time. */
  concurrentQueries: 6,
  /** Requests that wait for a free place before the forge answers 503. */
  waitingRequests: 1_000,
  /** Requests that wait for the lock of one repository. */
  waitingWriters: 200,
  transferTimeMs: 5 * 60_000,
  queryTimeMs: 30_000,
  /** Between the polite and the final signal to a git process. */
  killGraceMs: 5_000,
  /** Open and closed pull requests of one repository. */
  pullRequests: 1_000,
} as const;
