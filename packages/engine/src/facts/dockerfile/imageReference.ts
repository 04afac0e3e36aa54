/**
 * The parts of an image reference.
 *
 * @public
 */
export interface ImageReference {
  /** As written after variables are resolved. */
  readonly text: string;
  /** `docker.io` when none is written. */
  readonly host: string;
  /** Path without host; `library/` is added to unqualified names of Docker Hub. */
  readonly path: string;
  readonly tag?: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest?: string;
}

const shape =
  /^(?:(?<host>[^/@\s]+)\/)?(?<path>[a-z0-9][a-z0-9._/-]*)(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@(?<digest>[a-z0-9+._-]+:[0-9a-fA-F]{32,}))?$/;

/**
 * Reads `host/path:tag@digest`. A first part without dot, colon and not `localhost` is no host but part of the path, as
 * for Docker. `undefined` when the text is no image reference.
 *
 * @public
 */
export function parseImageReference(text: string): ImageReference | undefined {
  if (text.length > 512) {
    return undefined;
  }
  const slash = text.indexOf('/');
  const first = slash > 0 ? text.slice(0, slash) : '';
  const hasHost =
    first !== '' && (/[.:]/.test(first) || first === 'localhost' || /[A-Z]/.test(first));
  const match = shape.exec(hasHost ? text : `docker.io/${text}`);
  const { host, path, tag, digest } = match?.groups ?? {};
  if (host === undefined || path === undefined) {
    return undefined;
  }
  const hub = host === 'index.docker.io' || host === 'registry-1.docker.io' ? 'docker.io' : host;
  const full = hub === 'docker.io' && !path.includes('/') ? `library/${path}` : path;
  return { text, host: hub, path: full, tag, digest };
}

/**
 * Host and path without tag and digest.
 *
 * @public
 */
export function repositoryOf(reference: ImageReference): string {
  return `${reference.host}/${reference.path}`;
}
