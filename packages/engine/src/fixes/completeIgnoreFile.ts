import { copiesPath, listContextCopies } from '../facts/image/contextCopies';
import { findIgnoreFile } from '../facts/image/ignoreFile';
import { listUnwantedPaths } from '../facts/image/listUnwantedPaths';
import { isIgnored, matchBudget } from '../facts/repository/ignorePatterns';
import { Fix, FixContext, FixProposal } from './fix';

/** Patterns that leave out a path no context should hold, also in folders below. */
const patterns: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^\.git\//, ['.git']],
  [/^\.env$/, ['.env', '.env.*', '!.env.example']],
  [/^node_modules\//, ['**/node_modules']],
  [/^target\//, ['**/target']],
  [/^build\//, ['**/build']],
  [/^\.gradle\//, ['**/.gradle']],
  [/^\.venv\//, ['**/.venv']],
  [/^__pycache__\//, ['**/__pycache__']],
  [/^bin\/Debug\//, ['**/bin/Debug']],
  [/^obj\//, ['**/obj']],
  [/^vendor\//, ['vendor']],
];

/** Writes the ignore file, or adds to it what it lacks. */
export const completeIgnoreFile: Fix = { check: 'perf-dockerignore-effective', propose };

function propose(context: FixContext): FixProposal | undefined {
  const { unit, tree, resolved } = context;
  if (unit.context.kind !== 'folder') return undefined;
  const folder = unit.context.path;
  const ignore = findIgnoreFile(unit, tree);
  if (ignore.status === 'unavailable') return { kind: 'by-hand', reason: ignore.reason };
  const rules = ignore.status === 'present' ? ignore.patterns : [];
  const copies = listContextCopies(resolved).filter(({ source }) => source !== '');
  const missing = listUnwantedPaths(tree, folder).filter(path => !isIgnored(rules, path));
  const isCopied = (path: string) =>
    copies.some(
      copy =>
        copy.source === undefined ||
        copiesPath(copy, path, matchBudget()) ||
        copy.source.startsWith(`${path.split('/')[0]}/`) ||
        copy.source === path.split('/')[0],
    );
  const kept = missing.filter(isCopied);
  const added = missing
    .filter(path => !kept.includes(path))
    .flatMap(path => patterns.find(([shape]) => shape.test(path))?.[1] ?? []);
  if (added.length === 0) {
    return kept.length === 0
      ? undefined
      : {
          kind: 'by-hand',
          reason: `The Dockerfile copies ${kept.join(', ')} from the context; build it in a stage instead.`,
        };
  }
  const created = folder === '' ? '.dockerignore' : `${folder}/.dockerignore`;
  const path = ignore.status === 'present' ? ignore.path : created;
  const text = tree.read(path);
  const before = text.status === 'present' ? text.value : '';
  const end = before.includes('\r\n') ? '\r\n' : '\n';
  const separator = before === '' || before.endsWith('\n') ? '' : end;
  return {
    kind: 'file',
    path,
    text: `${before}${separator}${added.join(end)}${end}`,
    summary: `${path} leaves out ${added.filter(pattern => !pattern.startsWith('!')).join(', ')}.`,
  };
}
