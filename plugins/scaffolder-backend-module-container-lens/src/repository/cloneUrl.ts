import { InputError } from '@backstage/errors';

/** Whether `host` or `host:port` is this machine. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/:\d{1,5}$/, '').toLowerCase();
  return name === 'localhost' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name);
}

/**
 * An address that git may be sent to: https, and http on this machine only (the embedded forge).
 *
 * @throws InputError
 */
export function checkCloneUrl(cloneUrl: string): string {
  const url = new URL(cloneUrl);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.host))) {
    return cloneUrl;
  }
  throw new InputError(
    `${url.host} is configured with ${url.protocol.replace(':', '')}, and credentials would travel in the clear. Configure https.`,
  );
}
