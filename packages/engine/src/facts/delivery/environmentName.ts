const words: readonly (readonly [RegExp, string])[] = [
  [/^(prod|production|prd|live)$/, 'production'],
  [/^(dev|develop|development)$/, 'development'],
  [/^(staging|stage|stg)$/, 'staging'],
  [/^(test|testing|tst)$/, 'test'],
  [/^(qa|uat|int|integration|acceptance|preprod|sandbox|demo|preview)$/, ''],
];

/** The environment a word stands for, in one spelling; `undefined` for any other word. */
export function environmentWord(word: string): string | undefined {
  const lower = word.toLowerCase();
  const found = words.find(([pattern]) => pattern.test(lower));
  return found && (found[1] === '' ? lower : found[1]);
}

/** The first environment that a name is made of: `orders-staging`, `deploy_prod.yml`. */
export function environmentIn(name: string): string | undefined {
  for (const word of name.split(/[^A-Za-z]+/)) {
    const found = environmentWord(word);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The name with its environments left out, so that what differs in nothing else is alike. */
export function withoutEnvironment(name: string): string {
  return name
    .split(/([^A-Za-z]+)/)
    .map(part => (environmentWord(part) === undefined ? part : '*'))
    .join('');
}
