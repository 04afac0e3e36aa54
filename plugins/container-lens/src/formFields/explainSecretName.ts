/** Names that the options endpoint allows as well; `previewRequest` has to decide without asking. */
const plainName = /^[a-z][a-z0-9-]*$/;
const longest = 100;

/** Variables that the golden paths or the platform set themselves. */
const taken =
  /^(?:PORT|HOST|HOSTNAME|HOME|PATH|TMPDIR|TZ|LOG_LEVEL|NODE_ENV|NODE_OPTIONS|JAVA_TOOL_OPTIONS|(?:OTEL|SHUTDOWN|KUBERNETES|ECS|AWS)_.*)$/;

/** How values begin that are given out by well-known issuers. */
const issued =
  /^(?:A[KS]IA[A-Z0-9]|gh[a-z]_|github_pat_|glpat-|xox[a-z]-|sk-|sk_|pk_|rk_|npm_|eyJ|AIza|ya29\.|hvs\.|dop_v1_|-----BEGIN)/;
const uuid = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

/** Whether a text is more likely the secret itself than the name of one. */
export function looksLikeValue(text: string): boolean {
  if (issued.test(text) || uuid.test(text) || /[=:/+@$!%&*#?;,"'`\\|<>(){}[\]~^]/.test(text)) {
    return true;
  }
  // Names are made of words. A long piece that mixes letters and digits is none, nor is one longer than any word.
  return text
    .split(/[-_.\s]+/)
    .some(
      piece =>
        piece.length > 32 ||
        (piece.length >= 12 && (piece.match(/\d/g)?.length ?? 0) >= 3 && /[a-z]/i.test(piece)),
    );
}

/** Says in one sentence what is wrong with the name of a secret, or undefined. Never repeats the text. */
export function explainSecretName(text: string): string | undefined {
  if (text === '') {
    return 'Give the secret a name.';
  }
  if (looksLikeValue(text)) {
    return 'This looks like a value. Give only a name such as db-password; the value goes into AWS Secrets Manager, never into this form.';
  }
  if (text.length > longest) {
    return `A name has at most ${longest} characters.`;
  }
  if (plainName.test(text)) {
    return taken.test(secretVariable(text))
      ? `The variable ${secretVariable(text)} is set by the golden path or the platform; choose another name.`
      : undefined;
  }
  if (/[A-Z_]/.test(text)) {
    return 'Use lower-case letters, digits and hyphens; the environment variable gets capitals by itself.';
  }
  return /^[^a-z]/.test(text)
    ? 'Start with a lower-case letter.'
    : 'Use only lower-case letters, digits and hyphens.';
}

/** Says what is wrong with adding a name to the others, or undefined. */
export function explainNewSecret(text: string, existing: readonly string[]): string | undefined {
  if (existing.length >= 50) {
    return 'A service has at most 50 secrets.';
  }
  return existing.includes(text) ? 'This name is in the list already.' : explainSecretName(text);
}

/** `DB_PASSWORD` */
export function secretVariable(name: string): string {
  return name.toUpperCase().replace(/-/g, '_');
}
