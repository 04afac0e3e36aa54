/**
 * The address if it is one that a browser may follow, else undefined. Repositories write what ends up here, and an
 * address such as `javascript:…` would run with the rights of the person who clicks.
 */
export function safeUrl(address: string | undefined): string | undefined {
  if (!address) {
    return undefined;
  }
  try {
    const url = new URL(address);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}
