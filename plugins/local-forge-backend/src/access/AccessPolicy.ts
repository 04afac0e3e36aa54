import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import type { Request, RequestHandler } from 'express';
import type { ReadAccess } from '../config';
import type { ForgeToken } from './ForgeToken';
import { isLoopbackHost } from './isLoopbackHost';

const CHALLENGE = 'Basic realm="local-forge", charset="UTF-8"';
const MISSING =
  'This needs the token of the embedded forge: send it as the password of HTTP Basic authentication, with any user name.';

/**
 * Decides who may read and who may write. Git clients cannot send a Backstage token, so the forge
 * checks for itself: the token as the password of Basic, or as `token` or `bearer`.
 */
export class AccessPolicy {
  readonly #token: ForgeToken;
  readonly #readAccess: ReadAccess;
  readonly #ownHosts: ReadonlySet<string>;

  private constructor(options: AccessPolicyOptions) {
    this.#token = options.token;
    this.#readAccess = options.readAccess;
    this.#ownHosts = new Set(options.ownHosts);
  }

  static create(options: AccessPolicyOptions): AccessPolicy {
    return new AccessPolicy(options);
  }

  /** Lets a request pass that may read. */
  read(): RequestHandler {
    return (req, res, next) => {
      if (this.#hasToken(req) || (this.#readAccess === 'public' && this.#isForThisHost(req))) {
        next();
        return;
      }
      res.setHeader('WWW-Authenticate', CHALLENGE);
      throw new AuthenticationError(MISSING);
    };
  }

  /** Lets a request pass that may write. */
  write(): RequestHandler {
    return (req, res, next) => {
      if (!this.#hasToken(req)) {
        res.setHeader('WWW-Authenticate', CHALLENGE);
        throw new AuthenticationError(MISSING);
      }
      refuseForeignPages(req);
      next();
    };
  }

  #hasToken(req: Request): boolean {
    const given = readCredential(req.headers.authorization);
    return given !== undefined && this.#token.matches(given);
  }

  /**
   * A foreign name that resolves to this machine (DNS rebinding) would let a page of another site
   * read; a request without the token must name a host that is ours.
   */
  #isForThisHost(req: Request): boolean {
    const host = req.headers.host;
    if (host === undefined) {
      return false;
    }
    return this.#ownHosts.has(host.toLowerCase()) || isLoopbackHost(host.replace(/:\d+$/, ''));
  }
}

type AccessPolicyOptions = {
  token: ForgeToken;
  readAccess: ReadAccess;
  /** `host[:port]` of the addresses under which the forge is known. */
  ownHosts: readonly string[];
};

/**
 * A browser that was once given the token sends it with every request, also with a form of a
 * foreign page. Git and REST clients do not send this header.
 */
function refuseForeignPages(req: Request): void {
  const site = req.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new NotAllowedError('A page of another site may not write to the embedded forge.');
  }
}

function readCredential(header: string | undefined): string | undefined {
  const match = /^(basic|token|bearer) +(\S+)$/i.exec(header ?? '');
  const [, scheme, value] = match ?? [];
  if (scheme === undefined || value === undefined) {
    return undefined;
  }
  if (scheme.toLowerCase() !== 'basic') {
    return value;
  }
  const decoded = Buffer.from(value, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon < 0 ? undefined : decoded.slice(colon + 1);
}
