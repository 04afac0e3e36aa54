import { RemoteCredentials } from '../remoteCredentials';
import { RemoteRepository } from '../remoteRepository';
import { GiteaProposals } from './giteaProposals';
import { GithubProposals } from './githubProposals';
import { GitlabProposals } from './gitlabProposals';
import { HostClient } from './hostClient';
import { ProposalHost } from './proposalHost';

/** The requests of a repository, on whichever host it is. */
export function openProposalHost(options: {
  remote: RemoteRepository;
  credentials: RemoteCredentials;
}): ProposalHost {
  const client = HostClient.create(options);
  switch (options.remote.kind) {
    case 'github':
      return GithubProposals.of(client);
    case 'gitlab':
      return GitlabProposals.of(client);
    default:
      return GiteaProposals.of(client);
  }
}
