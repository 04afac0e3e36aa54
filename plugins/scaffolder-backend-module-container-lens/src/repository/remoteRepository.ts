import { InputError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { parseRepoUrl } from '@backstage/plugin-scaffolder-node';
import { checkCloneUrl, isLoopback } from './cloneUrl';

/** Git hosts that changes can be proposed on. The embedded forge speaks the API of Gitea. */
export type HostKind = 'github' | 'gitlab' | 'gitea';

/** A repository on a Git host that the portal has an integration for. */
export interface RemoteRepository {
  readonly kind: HostKind;
  /** As in the integration, for example `github.com`. */
  readonly host: string;
  /** On GitLab with subgroups, for example `shop/backend`. */
  readonly owner: string;
  readonly repo: string;
  /** For people. */
  readonly webUrl: string;
  /** For git; never with credentials. */
  readonly cloneUrl: string;
  /** Root of the REST API. */
  readonly apiUrl: string;
}

const ownerPattern = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}(\/[A-Za-z0-9_][A-Za-z0-9._-]{0,99}){0,20}$/;
const repoPattern = /^[A-Za-z0-9_.-]{1,100}$/;

/**
 * Finds the repository that a form names: the value of a `RepoUrlPicker` (`host?owner=o&repo=r`), or the address that
 * people see in the browser.
 *
 * @throws InputError for another host than those of the integrations, or a name that is none.
 */
export function findRemoteRepository(options: {
  repoUrl: string;
  integrations: ScmIntegrationRegistry;
}): RemoteRepository {
  const { repoUrl, integrations } = options;
  if (repoUrl.length > 2000) throw new InputError('The address of the repository is too long.');
  const { host, owner, repo } = /^https?:\/\//i.test(repoUrl)
    ? parseAddress(repoUrl, integrations)
    : parseRepoUrl(repoUrl, integrations);
  const name = (repo ?? '').replace(/\.git$/, '');
  const hasDots = `${owner}/${name}`.split('/').some(part => /^\.+$/.test(part));
  if (!ownerPattern.test(owner ?? '') || !repoPattern.test(name) || hasDots) {
    throw new InputError(
      'The address names no repository. It needs an owner and a name, for example github.com?owner=shop&repo=orders.',
    );
  }
  const place = placeOf(host, integrations);
  const webUrl = `${place.webRoot}/${owner}/${name}`;
  return {
    kind: place.kind,
    host,
    owner: owner ?? '',
    repo: name,
    webUrl,
    cloneUrl: checkCloneUrl(`${webUrl}.git`),
    apiUrl: place.apiUrl,
  };
}

function placeOf(
  host: string,
  integrations: ScmIntegrationRegistry,
): { kind: HostKind; webRoot: string; apiUrl: string } {
  const gitea = integrations.gitea.byHost(host);
  if (gitea) {
    const root = (gitea.config.baseUrl ?? `https://${host}`).replace(/\/$/, '');
    return { kind: 'gitea', webRoot: root, apiUrl: `${root}/api/v1` };
  }
  const gitlab = integrations.gitlab.byHost(host);
  if (gitlab) {
    const { baseUrl, apiBaseUrl } = gitlab.config;
    return { kind: 'gitlab', webRoot: trimSlash(baseUrl), apiUrl: trimSlash(apiBaseUrl) };
  }
  const github = integrations.github.byHost(host);
  if (github) {
    const apiUrl = trimSlash(github.config.apiBaseUrl ?? `https://${host}/api/v3`);
    const scheme = isLoopback(host) ? new URL(apiUrl).protocol : 'https:';
    return { kind: 'github', webRoot: `${scheme}//${host}`, apiUrl };
  }
  const type = integrations.byHost(host)?.type;
  throw new InputError(
    type
      ? `Repositories on ${host} (${type}) cannot be changed from here. GitHub, GitLab and Gitea are supported.`
      : `The portal has no integration for ${host}. Add it under 'integrations' in its configuration.`,
  );
}

/** `https://github.com/shop/orders/tree/main` and its like on other hosts. */
function parseAddress(address: string, integrations: ScmIntegrationRegistry) {
  if (!URL.canParse(address)) {
    throw new InputError('The address of the repository is not valid.');
  }
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') {
    throw new InputError(
      'The address of the repository holds a name or a password. Leave it out: the portal uses the credentials of its integration.',
    );
  }
  const { kind, webRoot } = placeOf(url.host, integrations);
  const root = new URL(webRoot).pathname.replace(/\/$/, '');
  const path = url.pathname.startsWith(`${root}/`) ? url.pathname.slice(root.length) : url.pathname;
  const parts = (path.split('/-/')[0] ?? '').split('/').filter(part => part !== '');
  const isNested = kind === 'gitlab';
  const repo = isNested ? parts.at(-1) : parts[1];
  const owner = isNested ? parts.slice(0, -1).join('/') : parts[0];
  return { host: url.host, owner, repo };
}

function trimSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}
