import { InputError } from '@backstage/errors';

const REF = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,249}$/;

/**
 * Whether a branch, tag or commit may stand in a request: starts with a letter or digit (so it is
 * never an option), and passes the rules of `git check-ref-format`.
 */
export function isRefName(value: string): boolean {
  return (
    REF.test(value) &&
    !value.includes('..') &&
    value
      .split('/')
      .every(
        part =>
          part !== '' && !part.startsWith('.') && !part.endsWith('.') && !part.endsWith('.lock'),
      )
  );
}

/** @throws InputError */
export function parseRefName(value: string): string {
  if (!isRefName(value)) {
    throw new InputError(
      'The name of the branch, tag or commit is not allowed: use letters, digits, dots, dashes, underscores and slashes, starting with a letter or digit.',
    );
  }
  return value;
}
