import { RepositoryState } from '@container-lens/backstage-plugin-container-lens-common';

/** Where a repository lies: the parts of a `repoUrl` of the scaffolder that Gitea, GitHub and GitLab need. */
export interface RepositoryAddress {
  readonly host: string;
  /** Organisation, user, or group with its subgroups. */
  readonly owner: string;
  readonly name: string;
}

/** Longer values are no address; they could come with a link to the form. */
const longestAddress = 2000;

/** GitHub's limit; the others have no smaller one. */
const longestName = 100;

/** Reads `host?owner=o&repo=r`, the value of the stock `RepoUrlPicker`. What is missing is empty. */
export function parseRepository(value: string | undefined): RepositoryAddress {
  if (!value || value.length > longestAddress || !URL.canParse(`https://${value}`)) {
    return { host: '', owner: '', name: '' };
  }
  const { host, searchParams } = new URL(`https://${value}`);
  return { host, owner: searchParams.get('owner') ?? '', name: searchParams.get('repo') ?? '' };
}

/** Writes `host?owner=o&repo=r`, which the publish actions read; undefined while a part is missing. */
export function formatRepository(address: RepositoryAddress): string | undefined {
  const { host, owner, name } = address;
  return host && owner && name
    ? `${host}?${new URLSearchParams({ owner, repo: name })}`
    : undefined;
}

/** Says in one sentence what is wrong with the name of a repository, or undefined when Git hosts accept it. */
export function explainRepositoryName(name: string): string | undefined {
  if (name === '') {
    return 'Give the repository a name.';
  }
  if (name.length > longestName) {
    return `The name has ${name.length} characters; ${longestName} are possible.`;
  }
  if (!/^[\w.-]+$/.test(name)) {
    return 'Use only letters, digits, hyphens, dots and underscores.';
  }
  if (/^\.+$/.test(name)) {
    return 'A name of dots only is not possible.';
  }
  return /\.git$/i.test(name) ? 'Leave out .git; the Git host adds it.' : undefined;
}

/** Says what is wrong with an address before the form goes on; empty lists allow everything. */
export function explainRepository(
  value: string | undefined,
  allowed: { readonly hosts: readonly string[]; readonly owners: readonly string[] },
): string | undefined {
  const { host, owner, name } = parseRepository(value);
  if (!host || (allowed.hosts.length > 0 && !allowed.hosts.includes(host))) {
    return 'Choose a Git host of the list.';
  }
  if (!owner || (allowed.owners.length > 0 && !allowed.owners.includes(owner))) {
    return 'Choose the organisation or user that gets the repository.';
  }
  return explainRepositoryName(name);
}

/** One sentence when a repository of this address exists. */
export function sayTaken(
  found: RepositoryState | undefined,
  { host, owner, name }: RepositoryAddress,
): string | undefined {
  return found?.state === 'taken'
    ? `${host}/${owner}/${name} exists already. Choose another name.`
    : undefined;
}
