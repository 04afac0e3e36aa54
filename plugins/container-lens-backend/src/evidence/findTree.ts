import { InputError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';

const ownerPattern = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}(\/[A-Za-z0-9_][A-Za-z0-9._-]{0,99}){0,20}$/;
const repoPattern = /^[A-Za-z0-9_.-]{1,100}$/;
const refPattern = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$/;
/** Gitea wants a branch in every address; a fork of the question would be a second API. */
const usualBranches = ['main', 'master'];

/**
 * The addresses under which the URL reader may find the tree of a repository, in the order to try. Only hosts that the portal
 * has an integration for.
 *
 * @throws InputError for any other address.
 */
export function findTree(options: {
  readonly repoUrl: string;
  readonly ref?: string;
  readonly integrations: ScmIntegrationRegistry;
}): { readonly name: string; readonly urls: readonly string[] } {
  const { repoUrl, ref, integrations } = options;
  const isAddress = /^https?:\/\//i.test(repoUrl);
  if (!URL.canParse(isAddress ? repoUrl : `https://${repoUrl}`)) throw noRepository();
  const url = new URL(isAddress ? repoUrl : `https://${repoUrl}`);
  if (url.username !== '' || url.password !== '') {
    throw new InputError('The address of the repository holds a name or a password. Leave it out.');
  }
  const { host } = url;
  const gitea = integrations.gitea.byHost(host);
  const gitlab = integrations.gitlab.byHost(host);
  const root = trimSlash(
    gitea?.config.baseUrl ??
      gitlab?.config.baseUrl ??
      `${isAddress ? url.protocol : 'https:'}//${host}`,
  );
  if (!gitea && !gitlab && !integrations.github.byHost(host)) {
    throw new InputError(
      `The portal has no integration for ${host} that it could read. GitHub, GitLab and Gitea are supported.`,
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
  const wanted = ref || branch;
  if (wanted !== undefined && (!refPattern.test(wanted) || wanted.includes('..'))) {
    throw new InputError(`'${wanted.slice(0, 100)}' is not the name of a branch.`);
  }
  const web = `${root}/${owner}/${repo}`;
  if (gitea) {
    const refs = wanted === undefined ? usualBranches : [wanted];
    return { name: repo, urls: refs.map(one => `${web}/src/branch/${one}`) };
  }
  const tree = gitlab ? '/-/tree/' : '/tree/';
  return { name: repo, urls: [wanted === undefined ? web : `${web}${tree}${wanted}`] };
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
