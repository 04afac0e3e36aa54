import { Observation } from '../contract/observation';
import { contentPriority, isCollectedSource } from './collectsContent';
import { contentLimitBytes, evidenceLimits } from './evidenceLimits';

/** Why the text of a file is not there. @public */
export type Refusal = Extract<Observation<never>, { status: 'unavailable' }>;

function describeBytes(bytes: number): string {
  const mebibyte = 1024 * 1024;
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes >= mebibyte ? `${bytes / mebibyte} MiB` : `${bytes / 1024} KiB`;
}

/** The refusal of a file that no fact is read from. @public */
export function notCollected(path: string): Refusal {
  return {
    status: 'unavailable',
    code: 'no-source-configured',
    reason: `The text of ${path} is not collected, because no check reads it.`,
  };
}

function refuse(reason: string): Refusal {
  return { status: 'unavailable', code: 'unparseable', reason };
}

/**
 * Decides from paths and sizes (bytes) whose text is read, before anything is read: the refusals by path; what is not
 * among them is read. Decisive files come first, so that a flood of other files cannot push a Dockerfile out of the
 * total.
 *
 * @public
 */
export function selectContents(
  files: Iterable<{ readonly path: string; readonly size: number }>,
): Map<string, Refusal> {
  const refusals = new Map<string, Refusal>();
  const candidates: { path: string; size: number; priority: number }[] = [];
  for (const { path, size } of files) {
    const priority = contentPriority(path);
    const limit = contentLimitBytes(path);
    if (priority === 0) {
      refusals.set(path, notCollected(path));
    } else if (
      path.length > evidenceLimits.pathLength ||
      path.split('/').length > evidenceLimits.depth
    ) {
      refusals.set(path, refuse('The path of the file is too long or too deep to be read.'));
    } else if (size > limit) {
      refusals.set(
        path,
        refuse(`${path} is larger than ${describeBytes(limit)} and was not read.`),
      );
    } else {
      candidates.push({ path, size, priority });
    }
  }
  candidates.sort((a, b) => b.priority - a.priority || (a.path < b.path ? -1 : 1));
  let budget: number = evidenceLimits.totalBytes;
  const surplus = selectSources(candidates);
  for (const { path, size } of candidates) {
    if (surplus.has(path)) {
      refusals.set(path, refuse(`${path} was not read: the repository has more source code.`));
      continue;
    }
    if (size > budget) {
      const total = describeBytes(evidenceLimits.totalBytes);
      refusals.set(
        path,
        refuse(`${path} was not read: the repository's files exceed ${total} together.`),
      );
    } else {
      budget -= size;
    }
  }
  return refusals;
}

/** Source code that goes beyond its own budget; files near the root come first. */
function selectSources(candidates: readonly { path: string; size: number; priority: number }[]) {
  const left = new Set<string>();
  const depth = (path: string) => path.split('/').length;
  let bytes = 0;
  let count = 0;
  candidates
    .filter(({ path, priority }) => priority === 1 && isCollectedSource(path))
    .sort((a, b) => depth(a.path) - depth(b.path) || (a.path < b.path ? -1 : 1))
    .forEach(({ path, size }) => {
      if (count >= evidenceLimits.sources || bytes + size > evidenceLimits.sourcesBytes) {
        left.add(path);
      } else {
        count++;
        bytes += size;
      }
    });
  return left;
}
