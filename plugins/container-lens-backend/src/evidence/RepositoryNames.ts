import {
  DefaultGithubCredentialsProvider,
  ScmIntegrationRegistry,
  getGitLabRequestOptions,
  getGiteaRequestOptions,
} from '@backstage/integration';
import { RepositoryState } from '@container-lens/backstage-plugin-container-lens-common';
import { RepositoryPlace, findRepository } from './findRepository';

/** A form is waiting, on every pause of typing. */
const longestMs = 5_000;

/** Asks Git hosts whether the name of a repository is free, with the credentials of the integrations. */
export class RepositoryNames {
  readonly #integrations: ScmIntegrationRegistry;

  private constructor(integrations: ScmIntegrationRegistry) {
    this.#integrations = integrations;
  }

  static create(options: { integrations: ScmIntegrationRegistry }): RepositoryNames {
    return new RepositoryNames(options.integrations);
  }

  /**
   * A host that does not answer leaves it open: the name is then tried when the repository is created.
   *
   * @throws InputError for an address that names no repository of the integrations.
   */
  async find(repoUrl: string, signal?: AbortSignal): Promise<RepositoryState> {
    const place = findRepository({ repoUrl, integrations: this.#integrations });
    const timeout = AbortSignal.timeout(longestMs);
    try {
      const { url, headers } = await this.#requestOf(place);
      const answer = await fetch(url, {
        headers,
        // A repository that moved still keeps its name on some hosts, and not on others.
        redirect: 'manual',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      // The status says all; nobody waits for the rest.
      answer.body?.cancel().catch(() => {});
      if (answer.ok) return { state: 'taken' };
      if (answer.status === 404) return { state: 'free' };
      return { state: 'unknown', reason: `${place.hostname} answers with ${answer.status}.` };
    } catch {
      // The error may hold the address with what the integration adds to it.
      return { state: 'unknown', reason: `${place.hostname} does not answer.` };
    }
  }

  async #requestOf(place: RepositoryPlace): Promise<{ url: string; headers: HeadersInit }> {
    const { host, hostname, root, owner, name } = place;
    if (host === 'gitea') {
      const { config } = this.#integrations.gitea.byHost(hostname)!;
      const { headers = {} } = getGiteaRequestOptions(config);
      return { url: `${root}/api/v1/repos/${owner}/${name}`, headers };
    }
    if (host === 'gitlab') {
      const { config } = this.#integrations.gitlab.byHost(hostname)!;
      const project = encodeURIComponent(`${owner}/${name}`);
      const { headers } = getGitLabRequestOptions(config);
      return { url: `${config.apiBaseUrl}/projects/${project}`, headers };
    }
    const { config } = this.#integrations.github.byHost(hostname)!;
    const provider = DefaultGithubCredentialsProvider.fromIntegrations(this.#integrations);
    const { headers = {} } = await provider.getCredentials({ url: `${root}/${owner}/${name}` });
    return { url: `${config.apiBaseUrl}/repos/${owner}/${name}`, headers };
  }
}
