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
