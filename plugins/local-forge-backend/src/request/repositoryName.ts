import { InputError } from '@backstage/errors';

/** Where a repository is. Both parts passed the allow-list. */
export type RepositoryName = { owner: string; name: string };

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const RESERVED_ENDINGS = ['.git', '.lock', '.'];

/** `/api/...` is the REST interface. */
const RESERVED_OWNERS = new Set(['api']);

/**
 * Checks the name of an organisation or a repository against an allow-list, so that it is safe as
 * the name of a folder.
 *
 * @throws InputError
 */
export function parseName(value: string, what: 'organisation' | 'repository'): string {
  const lower = value.toLowerCase();
  if (!NAME.test(value) || RESERVED_ENDINGS.some(ending => lower.endsWith(ending))) {
    throw new InputError(
      `The name of the ${what} is not allowed: use 1 to 100 letters, digits, dots, dashes and underscores, starting with a letter or digit and not ending with a dot, .git or .lock.`,
    );
  }
  return value;
}

/** @throws InputError */
export function parseRepositoryName(owner: string, name: string): RepositoryName {
  const parsedOwner = parseName(owner, 'organisation');
  if (RESERVED_OWNERS.has(parsedOwner.toLowerCase())) {
    throw new InputError(`The name of the organisation is reserved: choose another than ${owner}.`);
  }
  return { owner: parsedOwner, name: parseName(name, 'repository') };
}
