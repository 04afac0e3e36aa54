import { InputError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';

const ownerPattern = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}(\/[A-Za-z0-9_][A-Za-z0-9._-]{0,99}){0,20}$/;
const repoPattern = /^[A-Za-z0-9_.-]{1,100}$/;

/** A repository of a host that the portal has an integration for. */
export interface RepositoryPlace {
  readonly host: 'gitea' | 'github' | 'gitlab';
  /** Of the integration: name with port, and address in the browser without a slash at its end. */
  readonly hostname: string;
  readonly root: string;
  /** With the subgroups of GitLab. */
  readonly owner: string;
  readonly name: string;
  /** That the address names. */
  readonly branch: string | undefined;
}

/**
 * Reads the value of a `RepoUrlPicker`, or the address of a repository in the browser.
 *
 * @throws InputError for any other address, and for hosts without an integration.
 */
export function findRepository(options: {
  readonly repoUrl: string;
  readonly integrations: ScmIntegrationRegistry;
}): RepositoryPlace {
  const { repoUrl, integrations } = options;
  const isAddress = /^https?:\/\//i.test(repoUrl);
  if (!URL.canParse(isAddress ? repoUrl : `https://${repoUrl}`)) throw noRepository();
  const url = new URL(isAddress ? repoUrl : `https://${repoUrl}`);
  if (url.username !== '' || url.password !== '') {
    throw new InputError('The address of the repository holds a name or a password. Leave it out.');
  }
  const gitea = integrations.gitea.byHost(url.host);
  const gitlab = integrations.gitlab.byHost(url.host);
  const root = trimSlash(
    gitea?.config.baseUrl ??
      gitlab?.config.baseUrl ??
      `${isAddress ? url.protocol : 'https:'}//${url.host}`,
  );
  if (!gitea && !gitlab && !integrations.github.byHost(url.host)) {
    throw new InputError(
      `The portal has no integration for ${url.host} that it could read. GitHub, GitLab and Gitea are supported.`,
    );
  }
  const { owner, name, branch } = isAddress
    ? readAddress(url, new URL(root).pathname, gitlab !== undefined)
    : {
        owner: url.searchParams.get('owner') ?? '',
        name: url.searchParams.get('repo') ?? '',
        branch: undefined,
      };
  const repo = name.replace(/\.git$/, '');
  const hasDots = `${owner}/${repo}`.split('/').some(part => /^\.+$/.test(part));
  if (!ownerPattern.test(owner) || !repoPattern.test(repo) || hasDots) throw noRepository();
  const kind = gitlab ? 'gitlab' : 'github';
  return { host: gitea ? 'gitea' : kind, hostname: url.host, root, owner, name: repo, branch };
}

function readAddress(url: URL, rootPath: string, isNested: boolean) {
  const root = trimSlash(rootPath);
  const path = url.pathname.startsWith(`${root}/`) ? url.pathname.slice(root.length) : url.pathname;
  const [project = '', behind = ''] = path.split('/-/');
  const parts = project.split('/').filter(part => part !== '');
  if (isNested) {
    const branch = /^tree\/(.+?)\/?$/.exec(behind)?.[1];
    return { owner: parts.slice(0, -1).join('/'), name: parts.at(-1) ?? '', branch };
  }
  const [owner = '', name = '', first, second, ...rest] = parts;
  const isGitea = first === 'src' && second === 'branch';
  const branch = isGitea ? rest.join('/') : undefined;
  return {
    owner,
    name,
    branch: (first === 'tree' ? [second, ...rest].join('/') : branch) || undefined,
  };
}

function trimSlash(text: string): string {
  return text.endsWith('/') ? text.slice(0, -1) : text;
}

function noRepository(): InputError {
  return new InputError(
    'The address names no repository. It needs an owner and a name, for example https://github.com/shop/orders.',
  );
}
