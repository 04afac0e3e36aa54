import { InputError } from '@backstage/errors';

const pattern = /^[A-Za-z0-9][A-Za-z0-9._/+@=-]{0,199}$/;

/**
 * Names of branches and tags that are let through: letters, digits and `._/+@=-`, beginning with a letter or digit (so that
 * none is ever an option), and within the rules of `git check-ref-format`.
 */
export function isRefName(name: string): boolean {
  return (
    pattern.test(name) &&
    !name.includes('..') &&
    !name.includes('@{') &&
    name
      .split('/')
      .every(
        part =>
          part !== '' && !part.startsWith('.') && !part.endsWith('.') && !part.endsWith('.lock'),
      )
  );
}

/** Whether a text is the full name of a commit. */
export function isCommitName(name: string): boolean {
  return /^[0-9a-f]{40}$/.test(name);
}

/**
 * A name for a new branch. Stricter than git: nothing that git or a host would take for a commit or for another kind of ref.
 *
 * @throws InputError
 */
export function checkBranchName(name: string): string {
  if (!isRefName(name) || /^refs\//i.test(name) || /^HEAD$/i.test(name)) {
    throw new InputError(
      `'${name.slice(0, 60)}' cannot be the name of a branch. Use letters, digits, dots, hyphens, underscores and slashes, beginning with a letter or digit.`,
    );
  }
  if (/^[0-9a-f]{40}$/i.test(name)) {
    throw new InputError(
      `'${name}' reads like the name of a commit. Give the branch a name in words.`,
    );
  }
  return name;
}
