const production = /^(prod|production|prd|live)$/;
const others =
  /^(dev|develop|development|test|testing|qa|int|integration|stage|staging|stg|preprod|uat|sandbox|sbx|nonprod|preview|demo|perf|pre)$/;

/** An environment that a name or path speaks of. */
export interface EnvironmentName {
  readonly name: string;
  readonly isProduction: boolean;
}

/** The last environment that the words of a path (or of a name) name. */
export function environmentName(path: string): EnvironmentName | undefined {
  const words = path.toLowerCase().split(/[^a-z0-9]+/);
  for (let i = words.length - 1; i >= 0; i--) {
    const word = words[i]!;
    if (production.test(word)) {
      const before = words[i - 1] ?? '';
      return /^(non|pre|not|no)$/.test(before)
        ? { name: `${before}${word}`, isProduction: false }
        : { name: word, isProduction: true };
    }
    if (others.test(word)) return { name: word, isProduction: false };
  }
  return undefined;
}
