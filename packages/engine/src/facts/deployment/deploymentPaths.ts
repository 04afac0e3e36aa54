/** Folders whose files describe no deployment of the service itself. */
const foreignFolders =
  /(^|\/)(\.github|\.gitlab|\.circleci|\.backstage|node_modules|vendor|third_party|tests?|testdata|__tests__|fixtures|docs?|examples?|e2e)\//i;

const production = /^(prod|production|prd|live)$/i;
const otherEnvironments =
  /^(dev|develop|development|test|testing|qa|int|integration|stage|staging|stg|preprod|uat|sandbox|nonprod|local|preview)$/i;

/** True for a path that can hold a deploy descriptor. */
export function mayDescribeDeployment(path: string): boolean {
  return !foreignFolders.test(path);
}

/** Which environment the words of a path name; `undefined` when they name none. */
export function environmentOf(path: string): 'production' | 'other' | undefined {
  const words = path.replace(/\.(ya?ml|json)$/i, '').split(/[^A-Za-z0-9]+/);
  let found: 'production' | 'other' | undefined;
  for (const [index, word] of words.entries()) {
    if (otherEnvironments.test(word)) return 'other';
    if (production.test(word)) {
      if (/^(non|pre|not|no)$/i.test(words[index - 1] ?? '')) return 'other';
      found = 'production';
    }
  }
  return found;
}

/**
 * The word of a path that names an environment, in lower case. A path for work on one's own machine names none (lens
 * notes A8).
 */
export function environmentName(path: string): string | undefined {
  const environment = environmentOf(path);
  if (environment === undefined || /(^|[^a-z])local([^a-z]|$)/i.test(path)) return undefined;
  const words = path.replace(/\.(ya?ml|json)$/i, '').split(/[^A-Za-z0-9]+/);
  const wanted = environment === 'production' ? production : otherEnvironments;
  const at = words.findIndex(word => wanted.test(word));
  if (at >= 0) return words[at]?.toLowerCase();
  const prefixed = words.findIndex(word => production.test(word));
  return `${words[prefixed - 1] ?? ''}${words[prefixed] ?? ''}`.toLowerCase();
}
