import type { PullRequest } from '../pulls/PullRequest';
import type { RepositoryName } from '../request/repositoryName';

/** A pull request in the words of the Gitea API. */
export function pullRequestAnswer(repository: RepositoryName, pull: PullRequest, baseUrl: string) {
  const url = `${baseUrl}/${repository.owner}/${repository.name}/pulls/${pull.number}`;
  return {
    id: pull.number,
    number: pull.number,
    title: pull.title,
    body: pull.body,
    state: pull.state,
    merged: pull.mergeCommit !== undefined,
    merge_commit_sha: pull.mergeCommit ?? null,
    head: { ref: pull.head, label: pull.head },
    base: { ref: pull.base, label: pull.base },
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    url,
    html_url: url,
  };
}
