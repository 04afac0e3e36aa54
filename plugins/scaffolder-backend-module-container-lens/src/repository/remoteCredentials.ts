import {
  DefaultGithubCredentialsProvider,
  DefaultGitlabCredentialsProvider,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { RemoteRepository } from './remoteRepository';

/** How the portal shows who it is; secrets, so never logged and never part of an address or an argument. */
export interface RemoteCredentials {
  /** Header for git, which knows Basic only; empty for anonymous reading. */
  readonly git: string;
  /** Header for the REST API; empty for anonymous reading. */
  readonly api: string;
  /** Texts that must not appear in a message. */
  readonly secrets: readonly string[];
}

/** Reads the credentials of the portal's integration for a repository; those of a GitHub App are made for its owner. */
export async function readRemoteCredentials(options: {
  remote: RemoteRepository;
  integrations: ScmIntegrationRegistry;
}): Promise<RemoteCredentials> {
  const { remote, integrations } = options;
  switch (remote.kind) {
    case 'github': {
      const provider = DefaultGithubCredentialsProvider.fromIntegrations(integrations);
      const { token } = await provider.getCredentials({ url: remote.webUrl });
      return credentialsOf('x-access-token', token, 'Bearer');
    }
    case 'gitlab': {
      const provider = DefaultGitlabCredentialsProvider.fromIntegrations(integrations);
      const { token } = await provider.getCredentials({ url: remote.webUrl });
      return credentialsOf('oauth2', token, 'Bearer');
    }
    default: {
      const { username, password } = integrations.gitea.byHost(remote.host)?.config ?? {};
      return credentialsOf(
        username ?? 'x-access-token',
        password,
        username === undefined ? 'token' : 'Basic',
      );
    }
  }
}

function credentialsOf(
  user: string,
  secret: string | undefined,
  scheme: 'Bearer' | 'token' | 'Basic',
): RemoteCredentials {
  if (secret === undefined || secret === '') return { git: '', api: '', secrets: [] };
  const basic = Buffer.from(`${user}:${secret}`).toString('base64');
  return {
    git: `Authorization: Basic ${basic}`,
    api: scheme === 'Basic' ? `Basic ${basic}` : `${scheme} ${secret}`,
    secrets: [secret, basic],
  };
}
