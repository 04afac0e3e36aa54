const hidden = '(hidden)';
const secretKey = /secret|passw|token|credential|private.?key|api.?key|authorization/i;
const undoToken = /^clu1\./;
const limits = { depth: 5, entries: 100, text: 2000 };

/**
 * A copy for the record: bounded, and without what looks like a secret. Values of the task's secrets are hidden wherever
 * they occur.
 */
export function withoutSecrets(
  value: unknown,
  secrets: readonly string[],
  depth = 0,
): string | number | boolean | object | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return text(value, secrets);
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= limits.depth) return '(too deep)';
  if (Array.isArray(value)) {
    return value.slice(0, limits.entries).map(item => withoutSecrets(item, secrets, depth + 1));
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, limits.entries)
      .map(([key, item]) => [
        text(key, secrets).slice(0, 200),
        secretKey.test(key.slice(0, 200)) ? hidden : withoutSecrets(item, secrets, depth + 1),
      ]),
  );
}

function text(value: string, secrets: readonly string[]): string {
  if (undoToken.test(value)) return hidden;
  // Before it is cut: half a secret is not recognised.
  const clean = secrets
    .filter(secret => secret !== '')
    .reduce((rest, secret) => rest.replaceAll(secret, hidden), value);
  return clean.slice(0, limits.text);
}
