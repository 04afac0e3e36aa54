import { requestRegistry } from './registryHttp';

/**
 * A token for reading without an account, as the registry's challenge says where to get it.
 *
 * @param challenge - the header `WWW-Authenticate`
 * @returns `undefined` when the challenge asks for something else than an anonymous token.
 */
export async function fetchAnonymousToken(options: {
  challenge: string | null;
  repository: string;
  registry: URL;
  signal: AbortSignal;
}): Promise<string | undefined> {
  const { challenge, registry } = options;
  if (!challenge || challenge.length > 2000 || !/^bearer /i.test(challenge)) return undefined;
  const field = (name: string) => new RegExp(`[ ,]${name}="([^"]*)"`, 'i').exec(challenge)?.[1];
  const realm = field('realm');
  if (!realm || !URL.canParse(realm)) return undefined;
  const url = new URL(realm);
  // The registry names the host. Nothing secret is sent there; addresses and plain HTTP stay out all the same.
  const isSame = url.host === registry.host && url.protocol === registry.protocol;
  const isPublic = url.protocol === 'https:' && /\.[a-z]{2,}$/i.test(url.hostname);
  if (!isSame && !isPublic) return undefined;
  const service = field('service');
  if (service) url.searchParams.set('service', service);
  url.searchParams.set('scope', `repository:${options.repository}:pull`);
  const { status, body } = await requestRegistry(url.href, {
    authorization: undefined,
    signal: options.signal,
  });
  if (status !== 200) return undefined;
  const { token, access_token: accessToken } = JSON.parse(body.toString('utf8'));
  const found: unknown = token ?? accessToken;
  return typeof found === 'string' && /^[\x21-\x7e]{1,20000}$/.test(found) ? found : undefined;
}
