import type { RepositoryReader } from '../objects/RepositoryReader';
import type { Repository } from '../repositories/Repository';

/** A repository in the words of the Gitea API. */
export async function repositoryAnswer(options: {
  repository: Repository;
  reader: RepositoryReader;
  description: string;
  /** Of the forge, without a slash at the end. */
  baseUrl: string;
}) {
  const { repository, reader, description, baseUrl } = options;
  const url = `${baseUrl}/${repository.owner}/${repository.name}`;
  return {
    name: repository.name,
    full_name: `${repository.owner}/${repository.name}`,
    owner: { login: repository.owner, username: repository.owner },
    description,
    private: false,
    empty: (await reader.branches()).length === 0,
    default_branch: await reader.defaultBranch(),
    html_url: url,
    clone_url: `${url}.git`,
  };
}
