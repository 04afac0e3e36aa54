import { createHash } from 'node:crypto';

/** Manifests are small; 4 MiB is the limit that registries keep. */
const maxBody = 4 * 1024 * 1024;

/** The registry's answer, with a body of bounded size. */
export interface RegistryAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/** One request. Redirects are not followed: they would leave the allowed hosts. */
export async function requestRegistry(
  url: string,
  options: { accept?: string; authorization: string | undefined; signal: AbortSignal },
): Promise<RegistryAnswer> {
  const response = await fetch(url, {
    redirect: 'manual',
    signal: options.signal,
    headers: {
      accept: options.accept ?? 'application/json',
      'user-agent': 'container-lens',
      ...(options.authorization ? { authorization: options.authorization } : {}),
    },
  });
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  for (let size = 0; reader;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBody) {
      // Not waited for: the other side decides how long that takes.
      reader.cancel().catch(() => undefined);
      throw new Error(`The answer of ${new URL(url).host} is larger than ${maxBody} bytes.`);
    }
    chunks.push(value);
  }
  return { status: response.status, headers: response.headers, body: Buffer.concat(chunks) };
}

/** Digest of the bytes themselves: what a header says is not what was received. */
export function digestOf(body: Buffer): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`;
}
