const secretWords = new Set(
  'apikey auth credential credentials key password passwd pword secret token'.split(' '),
);
const otherSecretNames = new Set(['pgpassword', 'mysql_pwd']);
const harmlessEnding =
  /_(file|path|url|uri|name|arn|id|type|header|algorithm|ttl|enabled|key_prefix|key_length|key_size)$/;

/**
 * Whether a variable name says that its value is a secret (catalogue definition `secret-name`). `extraWords` are those
 * of the organisation; the fact `secretNameTest` knows them.
 *
 * @public
 */
export function isSecretName(name: string, extraWords: readonly string[] = []): boolean {
  const lower = name.toLowerCase();
  const words = lower.split('_');
  if (words.includes('public') || harmlessEnding.test(lower)) {
    return false;
  }
  return (
    otherSecretNames.has(lower) ||
    words.some(word => secretWords.has(word)) ||
    extraWords.some(extra => lower === extra.toLowerCase() || words.includes(extra.toLowerCase()))
  );
}

/**
 * Whether a literal stands for a value that comes later: empty, `changeme`, `<token>`, a plain number and so on.
 *
 * @public
 */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  return (
    /^(changeme|change-me|todo|none|null|true|false|\d*)$/i.test(text) ||
    /^(example|dummy|placeholder|xxx)/i.test(text) ||
    /^<.*>$/.test(text) ||
    /^\*+$/.test(text)
  );
}

const secretValues: readonly (readonly [string, RegExp])[] = [
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a GitHub token', /\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_[A-Za-z0-9_]{20,}/],
  ['a GitLab token', /\bglpat-[A-Za-z0-9_-]{10,}/],
  ['a Slack token', /\bxox[baprs]-[A-Za-z0-9-]{10,}/],
  ['a Stripe key', /\bsk_live_[A-Za-z0-9]{10,}/],
  ['a Google API key', /\bAIza[A-Za-z0-9_-]{35}/],
  ['a private key', /-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY-----/],
  ['a JSON Web Token', /\beyJ[A-Za-z0-9_-]{5,2000}\.[A-Za-z0-9_-]{5,4000}\.[A-Za-z0-9_-]{5,2000}/],
];
const urlPassword = /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'$<>{}]{1,200}:([^\s/@"'$<>{}]{1,200})@/gi;

/** What every secret value begins with or contains: most texts have nothing of it, and need no closer look. */
const secretStart = /A[KS]IA|gh[pousr]_|github_pat_|glpat-|xox|sk_live_|AIza|PRIVATE KEY|eyJ|:\/\//;

/** Whether a text may hold a secret value at all. */
export function mayHoldSecretValue(text: string): boolean {
  return secretStart.test(text);
}

/**
 * What secret a text holds (catalogue definition `secret-value`), in words, never the secret itself.
 *
 * @public
 */
export function findSecretValue(text: string): string | undefined {
  if (!secretStart.test(text)) {
    return undefined;
  }
  const found = secretValues.find(([, pattern]) => pattern.test(text));
  if (found) {
    return found[0];
  }
  if (!text.includes('://') || !text.includes('@')) {
    return undefined;
  }
  for (const match of text.matchAll(urlPassword)) {
    if (!isPlaceholder(match[1] ?? '')) {
      return 'a URL with a password';
    }
  }
  return undefined;
}

/**
 * A text without the secrets that are recognised by their form. What is said about a repository quotes names and
 * commands of it, and some of them hold what should not be repeated.
 */
export function hideSecretValues(text: string): string {
  if (!secretStart.test(text)) return text;
  const hidden = secretValues.reduce(
    (shown, [, pattern]) => shown.replace(new RegExp(pattern, 'g'), '***'),
    text,
  );
  return hidden.replace(urlPassword, (whole: string, password: string) =>
    isPlaceholder(password) ? whole : whole.replace(`:${password}@`, ':***@'),
  );
}
