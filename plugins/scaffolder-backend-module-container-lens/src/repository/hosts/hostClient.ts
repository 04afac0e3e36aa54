import { ConflictError, InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import { RemoteCredentials } from '../remoteCredentials';
import { RemoteRepository } from '../remoteRepository';

const maxBody = 8 * 1024 * 1024;
const timeoutMs = 30_000;

/** An answer of a host that is no success. */
export class HostError extends Error {
  override readonly name = 'HostError';

  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** Talks JSON with the REST API of a Git host. Bounded in time and size; redirects are not followed. */
export class HostClient {
  private constructor(
    readonly remote: RemoteRepository,
    private readonly credentials: RemoteCredentials,
  ) {}

  static create(options: { remote: RemoteRepository; credentials: RemoteCredentials }): HostClient {
    return new HostClient(options.remote, options.credentials);
  }

  /**
   * One request to a path below the API's root.
   *
   * @throws NotFoundError, NotAllowedError, HostError, or an error for an answer of another shape.
   */
  async request<T extends z.ZodType>(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT',
    path: string,
    options: { schema: T; body?: object; signal?: AbortSignal },
  ): Promise<z.output<T>> {
    const bound = AbortSignal.timeout(timeoutMs);
    const { apiUrl, host } = this.remote;
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      redirect: 'manual',
      signal: options.signal ? AbortSignal.any([options.signal, bound]) : bound,
      headers: {
        accept: 'application/json',
        'user-agent': 'container-lens',
        ...(this.credentials.api !== '' && { authorization: this.credentials.api }),
        ...(options.body && { 'content-type': 'application/json' }),
      },
      ...(options.body && { body: JSON.stringify(options.body) }),
    });
    const text = await readBody(response, host);
    if (!response.ok) throw this.#explain(response.status, `${method} ${path}`, text);
    let value: unknown;
    try {
      value = text === '' ? undefined : JSON.parse(text);
    } catch {
      throw new Error(`${host} answered ${method} ${path} with something that is no JSON.`);
    }
    const result = options.schema.safeParse(value);
    if (!result.success) {
      throw new Error(
        `${host} answered ${method} ${path} in a form that is not known: ${z.prettifyError(result.error).slice(0, 500)}`,
      );
    }
    return result.data;
  }

  #explain(status: number, what: string, text: string): Error {
    const { host, owner, repo } = this.remote;
    const said = this.credentials.secrets
      .reduce((all, secret) => all.replaceAll(secret, '***'), text)
      .replace(/\s+/g, ' ')
      .slice(0, 400);
    const where = `${owner}/${repo} on ${host}: ${what} was answered with ${status}. ${said}`;
    if (status === 401 || status === 403) {
      return new NotAllowedError(
        `The portal is not allowed to do this with ${where} Check what the credentials of the integration may write.`,
      );
    }
    if (status === 404) return new NotFoundError(`There is no such thing in ${where}`);
    if (status === 409) return new ConflictError(`It is in the way of something in ${where}`);
    if (status >= 300 && status < 400) {
      return new InputError(`${where} The repository has moved; use its new address.`);
    }
    return new HostError(`It did not work with ${where}`, status);
  }
}

async function readBody(response: Response, host: string): Promise<string> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  for (let size = 0; reader;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBody) {
      // Not waited for: the other side decides how long that takes.
      reader.cancel().catch(() => undefined);
      throw new Error(`The answer of ${host} is larger than ${maxBody} bytes.`);
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString('utf8');
}
