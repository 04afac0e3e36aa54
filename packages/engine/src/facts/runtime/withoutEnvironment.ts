const word =
  /^(prod|production|prd|live|dev|develop|development|test|testing|qa|int|integration|stage|staging|stg|preprod|uat|sandbox|nonprod|local|preview)$/i;

/** A name without the words that name an environment: `orders-prod` and `orders-staging` are both `orders`. @public */
export function withoutEnvironment(name: string): string {
  return name
    .split(/([-_./])/)
    .filter(
      (part, index, parts) =>
        !word.test(part) && !(index % 2 === 1 && word.test(parts[index + 1] ?? '')),
    )
    .join('')
    .replace(/^[-_.]+/, '');
}
