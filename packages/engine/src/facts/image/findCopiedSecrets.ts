import { ReasonCode } from '../../contract/observation';
import { Finding } from '../../contract/verdict';
import { ResolvedDockerfile } from '../dockerfile/resolvedDockerfile';
import { isIgnored, matchBudget } from '../repository/ignorePatterns';
import { relativeTo } from '../repository/paths';
import { RepositoryTree } from '../repository/repositoryTree';
import { describeSensitiveFile, isFixturePath } from '../repository/sensitiveFiles';
import { ContextCopy, copiesPath, listContextCopies } from './contextCopies';
import { findIgnoreFile } from './ignoreFile';
import { ImageUnit } from './imageUnit';

/** @public */
export type CopiedSecrets =
  | { readonly kind: 'no-copies' }
  | {
      readonly kind: 'unknown';
      readonly code: ReasonCode;
      readonly reason: string;
      readonly line: number;
    }
  | {
      readonly kind: 'read';
      /** Credentials in the final chain. */
      readonly shipped: readonly Finding[];
      /** Credentials in a build stage, or test data. */
      readonly weak: readonly Finding[];
      /** Line that copies the whole repository without a guard for `.env`. */
      readonly unguarded?: number;
      readonly firstLine: number;
    };

/**
 * Which credential files of the repository the build copies.
 *
 * @public
 */
export function findCopiedSecrets(
  file: ResolvedDockerfile,
  unit: ImageUnit,
  tree: RepositoryTree,
): CopiedSecrets {
  const copies = distinct(listContextCopies(file));
  const [first] = copies;
  if (!first || unit.context.kind === 'remote') {
    return { kind: 'no-copies' };
  }
  if (unit.context.kind === 'unknown') {
    const reason = `What COPY reads is not known: ${unit.context.reason}.`;
    return { kind: 'unknown', code: 'unresolved-variable', reason, line: first.line };
  }
  const ignore = findIgnoreFile(unit, tree);
  const patterns = ignore.status === 'present' ? ignore.patterns : [];
  const context = unit.context.path;
  const budget = matchBudget();
  const candidates = tree.entries.flatMap(entry => {
    const path = relativeTo(context, entry.path);
    const what = path === undefined ? undefined : describeSensitiveFile(entry);
    return path !== undefined && what !== undefined && !isIgnored(patterns, path, budget)
      ? [{ path, what, fixture: isFixturePath(entry.path) }]
      : [];
  });
  if (ignore.status === 'unavailable' && candidates.length > 0) {
    const reason = `Whether credential files are left out is not known: ${ignore.reason}`;
    return { kind: 'unknown', code: 'unparseable', reason, line: first.line };
  }
  const shipped: Finding[] = [];
  const weak: Finding[] = [];
  for (const { path, what, fixture } of candidates) {
    if (budget.left < 0) {
      break;
    }
    const final = copies.find(
      copy => budget.left >= 0 && copy.inFinalChain && copiesPath(copy, path, budget),
    );
    const copy = final ?? copies.find(other => budget.left >= 0 && copiesPath(other, path, budget));
    if (copy) {
      const stage = final ? 'into the image' : 'into a build stage';
      const message = `${path} (${what}) is copied ${stage}.`;
      (final && !fixture ? shipped : weak).push({ message, path: file.path, line: copy.line });
    }
  }
  // A credential that was found is a failure, however much was left unread.
  if (budget.left < 0 && shipped.length === 0) {
    const reason = 'Ignore file and paths are too many to match within the limit.';
    return { kind: 'unknown', code: 'unparseable', reason, line: first.line };
  }
  const open = copies.find(copy => copy.source === undefined);
  if (shipped.length === 0 && open && candidates.length > 0) {
    const reason = `Whether a credential file is copied is not known: ${open.written}.`;
    return { kind: 'unknown', code: 'unresolved-variable', reason, line: open.line };
  }
  const whole = copies.find(copy => copy.inFinalChain && copy.source === '' && context === '');
  const guarded = isIgnored(patterns, '.env');
  if (whole && ignore.status === 'unavailable') {
    const reason = `Whether a later .env is left out is not known: ${ignore.reason}`;
    return { kind: 'unknown', code: 'unparseable', reason, line: whole.line };
  }
  return {
    kind: 'read',
    shipped,
    weak,
    unguarded: whole && !guarded ? whole.line : undefined,
    firstLine: first.line,
  };
}

/** A source that is copied again decides nothing new. */
function distinct(copies: readonly ContextCopy[]): ContextCopy[] {
  const seen = new Map<string, ContextCopy>();
  for (const copy of copies) {
    const key = JSON.stringify([copy.source, copy.inFinalChain, copy.excludes]);
    if (!seen.has(key)) {
      seen.set(key, copy);
    }
  }
  return [...seen.values()];
}
