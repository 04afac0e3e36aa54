import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import { ecrPlaceOf } from './allowedRegistries';
import { fetchAnonymousToken } from './anonymousToken';
import { ImageReference } from './imageReference';
import { digestOf, RegistryAnswer, requestRegistry } from './registryHttp';

/** An image as a registry has it now. */
export interface ResolvedImage {
  /** Of the index, when the image is for several platforms. */
  readonly digest: string;
  /** For example `linux/arm64`, sorted. */
  readonly platforms: readonly string[];
  /** When it was built; not known when the registry keeps the configuration elsewhere. */
  readonly createdAt: string | undefined;
}

/** Asks a registry what a reference stands for. */
export interface ImageResolver {
  /** @throws NotFoundError, NotAllowedError, or Error when the registry gives no usable answer. */
  resolve(reference: ImageReference, options: { signal: AbortSignal }): Promise<ResolvedImage>;
}

const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const digest = z.string().regex(/^sha256:[a-f0-9]{64}$/);
const platform = z.object({
  os: z.string().max(50),
  architecture: z.string().max(50),
  variant: z.string().max(50).optional(),
});
const manifestSchema = z.object({
  config: z.object({ digest }).optional(),
  manifests: z
    .array(z.object({ digest, platform: platform.optional() }))
    .max(200)
    .optional(),
});
const configSchema = platform.extend({ created: z.iso.datetime({ offset: true }).optional() });

/** Speaks the distribution API of OCI. */
export class DefaultImageResolver implements ImageResolver {
  readonly #isAllowed: (host: string) => boolean;
  readonly #ecrAuthorization: (place: { account: string; region: string }) => Promise<string>;

  private constructor(options: DefaultImageResolverOptions) {
    this.#isAllowed = options.isAllowed;
    this.#ecrAuthorization = options.ecrAuthorization;
  }

  static create(options: DefaultImageResolverOptions): DefaultImageResolver {
    return new DefaultImageResolver(options);
  }

  async resolve(
    reference: ImageReference,
    options: { signal: AbortSignal },
  ): Promise<ResolvedImage> {
    const { host, repository } = reference;
    if (!this.#isAllowed(host)) {
      throw new NotAllowedError(
        `The portal may not ask the registry ${host}. Add it to backend.reading.allow, or use a registry of Amazon ECR.`,
      );
    }
    const get = await this.#connect(reference, options.signal);
    const wanted = reference.digest ?? reference.tag ?? '';
    const answer = await get(`manifests/${wanted}`, manifestTypes);
    const found = digestOf(answer.body);
    if (reference.digest && found !== reference.digest) {
      throw new Error(`${host} gave other bytes for ${repository}@${reference.digest}.`);
    }
    const manifest = manifestSchema.parse(JSON.parse(answer.body.toString('utf8')));
    // Attestations are entries of an index as well, for the platform "unknown".
    const entries = (manifest.manifests ?? []).filter(
      entry => entry.platform && entry.platform.os !== 'unknown',
    );
    const configDigest = manifest.manifests
      ? await this.#configOf(entries[0]?.digest, get)
      : manifest.config?.digest;
    const config = configDigest ? await this.#config(configDigest, get) : undefined;
    const platforms = entries.flatMap(entry =>
      entry.platform ? [platformText(entry.platform)] : [],
    );
    if (!manifest.manifests && config) platforms.push(platformText(config));
    return {
      digest: found,
      platforms: [...new Set(platforms)].sort(),
      createdAt: config?.created,
    };
  }

  async #configOf(child: string | undefined, get: Get): Promise<string | undefined> {
    if (!child) return undefined;
    const { body } = await get(`manifests/${child}`, manifestTypes);
    return manifestSchema.parse(JSON.parse(body.toString('utf8'))).config?.digest;
  }

  async #config(blob: string, get: Get) {
    const answer = await get(`blobs/${blob}`, undefined, [200, 301, 302, 303, 307, 308]);
    // Somewhere else, such as a bucket: what is missing then is the time, not the digest.
    if (answer.status !== 200 || digestOf(answer.body) !== blob) return undefined;
    const parsed = configSchema.safeParse(JSON.parse(answer.body.toString('utf8')));
    return parsed.success ? parsed.data : undefined;
  }

  /** Finds out how to be let in, once for all requests of one resolution. */
  async #connect(reference: ImageReference, signal: AbortSignal): Promise<Get> {
    const { host, repository } = reference;
    const base = registryUrl(host);
    const ecr = ecrPlaceOf(host);
    let authorization = ecr ? `Basic ${await this.#ecrAuthorization(ecr)}` : undefined;
    return async (path, accept, statuses = [200]) => {
      const url = `${base.origin}/v2/${repository}/${path}`;
      const request = () => requestRegistry(url, { accept, authorization, signal });
      let answer = await request();
      if (answer.status === 401 && !authorization) {
        const challenge = answer.headers.get('www-authenticate');
        const token = await fetchAnonymousToken({ challenge, repository, registry: base, signal });
        if (token) {
          authorization = `Bearer ${token}`;
          answer = await request();
        }
      }
      if (statuses.includes(answer.status)) return answer;
      throw refusal(`${host}/${repository}`, path, answer.status);
    };
  }
}

/** @internal */
export interface DefaultImageResolverOptions {
  readonly isAllowed: (host: string) => boolean;
  /** User and password of a registry of Amazon ECR, in base64, as `GetAuthorizationToken` gives them. */
  readonly ecrAuthorization: (place: { account: string; region: string }) => Promise<string>;
}

type Get = (path: string, accept?: string, statuses?: number[]) => Promise<RegistryAnswer>;

function registryUrl(host: string): URL {
  if (host === 'docker.io') return new URL('https://registry-1.docker.io');
  // As container engines do: plain HTTP for the own machine only.
  const isLocal = /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host);
  return new URL(`${isLocal ? 'http' : 'https'}://${host}`);
}

function refusal(image: string, path: string, status: number): Error {
  if (status === 404) return new NotFoundError(`There is no ${path} in ${image}.`);
  if (status === 401 || status === 403) {
    return new NotAllowedError(
      `${image} may not be read (${status}). Without credentials only public images can be; for Amazon ECR the role needs ecr:BatchGetImage and ecr:GetDownloadUrlForLayer.`,
    );
  }
  return new Error(`The registry of ${image} answered ${status} for ${path}. Try again later.`);
}

function platformText(value: z.output<typeof platform>): string {
  return [value.os, value.architecture, value.variant].filter(Boolean).join('/');
}
