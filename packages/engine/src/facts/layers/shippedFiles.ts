import { ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';
import { copiesPath, listContextCopies } from '../image/contextCopies';
import { findIgnoreFile } from '../image/ignoreFile';
import { ImageUnit } from '../image/imageUnit';
import { isIgnored, matchBudget } from '../repository/ignorePatterns';
import { relativeTo } from '../repository/paths';
import { RepositoryTree } from '../repository/repositoryTree';

/** A tracked file that COPY or ADD of the final chain brings into the image. */
export interface ShippedFile {
  readonly path: string;
  /** Bytes; of a Git LFS pointer what it points to. */
  readonly size: number;
  /** Line of the COPY. */
  readonly line: number;
}

/** What the final chain copies from the context. */
export type ShippedFiles =
  | { readonly kind: 'no-copies' }
  | { readonly kind: 'unknown'; readonly reason: string; readonly line: number }
  | { readonly kind: 'known'; readonly files: readonly ShippedFile[]; readonly line: number };

/** Selects tracked files by name that ship, with their sizes. */
export function findShippedFiles(options: {
  readonly file: ResolvedDockerfile;
  readonly unit: ImageUnit;
  readonly tree: RepositoryTree;
  readonly wanted: RegExp;
}): ShippedFiles {
  const { file, unit, tree, wanted } = options;
  const copies = listContextCopies(file).filter(({ inFinalChain }) => inFinalChain);
  const [first] = copies;
  if (!first || unit.context.kind === 'remote') return { kind: 'no-copies' };
  if (unit.context.kind === 'unknown') {
    return { kind: 'unknown', reason: unit.context.reason, line: first.line };
  }
  const folder = unit.context.path;
  const candidates = tree.entries.filter(({ path }) => wanted.test(path));
  const ignore = findIgnoreFile(unit, tree);
  if (ignore.status === 'unavailable' && candidates.length > 0) {
    return { kind: 'unknown', reason: ignore.reason, line: first.line };
  }
  const open = copies.find(({ source }) => source === undefined);
  if (open && candidates.length > 0) {
    return { kind: 'unknown', reason: open.written, line: open.line };
  }
  const patterns = ignore.status === 'present' ? ignore.patterns : [];
  const budget = matchBudget();
  const files = candidates.flatMap((entry): ShippedFile[] => {
    const inside = relativeTo(folder, entry.path);
    if (inside === undefined || isIgnored(patterns, inside, budget)) return [];
    const copy = copies.find(one => copiesPath(one, inside, budget));
    return copy ? [{ path: entry.path, size: sizeOf(entry), line: copy.line }] : [];
  });
  return budget.left < 0
    ? { kind: 'unknown', reason: 'ignore file and paths are too many to match', line: first.line }
    : { kind: 'known', files, line: first.line };
}

/** A pointer of Git LFS is a short text that names the size of the file. */
function sizeOf({ size, content }: RepositoryTree['entries'][number]): number {
  if (size > 1024 || content.status !== 'present') return size;
  const pointer = /^version https:\/\/git-lfs\.github\.com\/spec\/[\s\S]*?^size (\d{1,15})$/m;
  const pointed = pointer.exec(content.value)?.[1];
  return pointed === undefined ? size : Number(pointed);
}
