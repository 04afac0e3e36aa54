import { CloudNode, descend, itemsOf } from '../cloud/cloudNode';
import { Resolved, resolved, unresolved } from '../resolved';

type Path = readonly (string | number)[];

/** `${TAG}` (not `${AWS::Region}`), `$TAG`, `{{ tag }}`, `<IMAGE1_NAME>`, `__TAG__`, `%TAG%`, `#{tag}`. */
const placeholder =
  /\$\{(?!AWS::)(?:(?!\$\{)[^}])*\}|\$\([A-Za-z_]\w*\)|\$[A-Z][A-Z0-9_]+|\{\{|<[A-Za-z][\w .-]*>|__[A-Z][A-Z0-9_]*__|%[A-Z][A-Z0-9_]+%|#\{|\bPLACEHOLDER\b|[A-Z0-9]_PLACEHOLDER/;

/** Why a text is not the one that is deployed. */
export function findPlaceholder(text: string): string | undefined {
  return placeholder.test(text) ? `${clean(text)} is a placeholder.` : undefined;
}

/** The text at a path; numbers are text too. */
export function readText(node: CloudNode | undefined, path: Path = []): Resolved<string> {
  const found = descend(node, path);
  if (found === undefined) return resolved<string>(undefined);
  if (found.kind === 'unknown') return unresolved(found.reason);
  if (found.kind !== 'scalar') return unresolved('A text is expected here.');
  const text = String(found.value);
  const reason = findPlaceholder(text);
  if (reason !== undefined) return unresolved(reason);
  return resolved(text === '' ? undefined : text);
}

/** The whole number at a path, which may be written as text. */
export function readNumber(node: CloudNode | undefined, path: Path): Resolved<number> {
  const text = readText(node, path);
  if (!text.resolved) return text;
  if (text.value === undefined) return resolved<number>(undefined);
  return /^\d{1,12}(\.\d{1,6})?$/.test(text.value.trim())
    ? resolved(Number(text.value))
    : unresolved(`${clean(text.value)} is no number.`);
}

/** The truth at a path; CloudFormation takes `"true"` for true. */
export function readFlag(node: CloudNode | undefined, path: Path): Resolved<boolean> {
  const text = readText(node, path);
  if (!text.resolved) return text;
  if (text.value === undefined) return resolved<boolean>(undefined);
  return /^(true|false)$/i.test(text.value)
    ? resolved(/^true$/i.test(text.value))
    : unresolved(`${clean(text.value)} is neither true nor false.`);
}

/** The texts of a list; a text with a placeholder makes the list unresolved only when `strict`. */
export function readWords(
  node: CloudNode | undefined,
  path: Path,
  options: { readonly strict?: boolean } = {},
): Resolved<readonly string[]> {
  const found = descend(node, path);
  if (found === undefined) return resolved<readonly string[]>(undefined);
  if (found.kind === 'unknown') return unresolved(found.reason);
  if (found.kind !== 'list') return unresolved('A list is expected here.');
  const words: string[] = [];
  for (const item of itemsOf(found).slice(0, 1000)) {
    if (item.kind === 'unknown') return unresolved(item.reason);
    if (item.kind !== 'scalar') return unresolved('A list of texts is expected here.');
    const text = String(item.value);
    const reason = options.strict ? findPlaceholder(text) : undefined;
    if (reason !== undefined) return unresolved(reason);
    words.push(text);
  }
  return resolved(words);
}

/** For sentences: short and without control characters. */
export function clean(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').slice(0, 200);
}
