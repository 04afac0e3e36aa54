import { InputError } from '@backstage/errors';

/** Where an image is, and which one. */
export interface ImageReference {
  /** As written: `docker.io` when no host is written. */
  readonly host: string;
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

// Of the distribution specification. In particular no part of a path is "..".
const part = '[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*';
const shape = new RegExp(
  `^(?:([A-Za-z0-9.-]+(?::\\d{1,5})?)/)?(${part}(?:/${part})*)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@(sha256:[a-f0-9]{64}))?$`,
);

/** @throws InputError for a text that is no reference, or has neither tag nor digest. */
export function parseImageReference(text: string): ImageReference {
  const match = text.length > 500 ? null : shape.exec(text);
  if (!match?.[2] || (!match[3] && !match[4])) {
    throw new InputError(
      `'${text.slice(0, 200)}' is no image reference. Write host/repository:tag or host/repository@sha256:<64 hex digits>; "latest" is not assumed.`,
    );
  }
  const [, first, rest, tag, digest] = match;
  // A first part without dot, port or "localhost" is a part of the repository.
  const isHost = first !== undefined && /[.:]|^localhost$/.test(first);
  const path = isHost || first === undefined ? rest! : `${first}/${rest}`;
  const host = isHost ? first.toLowerCase() : 'docker.io';
  const repository = host === 'docker.io' && !path.includes('/') ? `library/${path}` : path;
  return { host, repository, tag, digest };
}
