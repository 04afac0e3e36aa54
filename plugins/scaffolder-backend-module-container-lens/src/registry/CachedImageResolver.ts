import { ImageReference } from './imageReference';
import { ImageResolver, ResolvedImage } from './ImageResolver';

const lifetime = 5 * 60_000;
const maxEntries = 500;

/** Remembers answers for five minutes; errors not at all. */
export class CachedImageResolver implements ImageResolver {
  readonly #inner: ImageResolver;
  readonly #now: () => number;
  readonly #entries = new Map<string, { until: number; image: ResolvedImage }>();

  private constructor(inner: ImageResolver, now: () => number) {
    this.#inner = inner;
    this.#now = now;
  }

  static create(options: { inner: ImageResolver; now?: () => number }): CachedImageResolver {
    return new CachedImageResolver(options.inner, options.now ?? Date.now);
  }

  async resolve(
    reference: ImageReference,
    options: { signal: AbortSignal },
  ): Promise<ResolvedImage> {
    const { host, repository, tag, digest } = reference;
    const key = JSON.stringify([host, repository, digest ?? tag]);
    const known = this.#entries.get(key);
    if (known && known.until > this.#now()) return known.image;
    const image = await this.#inner.resolve(reference, options);
    this.#entries.delete(key);
    // The one that came first goes first.
    const [oldest] = this.#entries.keys();
    if (this.#entries.size >= maxEntries && oldest) this.#entries.delete(oldest);
    this.#entries.set(key, { until: this.#now() + lifetime, image });
    return image;
  }
}
