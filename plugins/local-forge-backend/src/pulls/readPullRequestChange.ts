import { isError } from '@backstage/errors';
import type { Git } from '../git/Git';
import { limits } from '../limits';
import type { Commit } from '../objects/listings';
import type { RepositoryReader } from '../objects/RepositoryReader';
import type { Repository } from '../repositories/Repository';
import type { PullRequest } from './PullRequest';

const SHOWN_COMMITS = 50;

/**
 * The commits of a pull request and what they change, against the common ancestor.
 *
 * @returns `undefined` when a branch is gone.
 */
export async function readPullRequestChange(options: {
  git: Git;
  repository: Repository;
  reader: RepositoryReader;
  pull: PullRequest;
}): Promise<{ commits: Commit[]; diff: string } | undefined> {
  const { git, repository, reader, pull } = options;
  let base: string;
  let head: string;
  try {
    // A merge has the base as its first parent and the branch as its second.
    base = pull.mergeCommit
      ? await parent(options, pull.mergeCommit, 1)
      : await reader.resolveCommit(pull.base);
    head = pull.mergeCommit
      ? await parent(options, pull.mergeCommit, 2)
      : await reader.resolveCommit(pull.head);
  } catch (error) {
    if (isError(error) && ['NotFoundError', 'GitError'].includes(error.name)) {
      return undefined;
    }
    throw error;
  }
  const { stdout } = await git.query({
    args: ['diff', '--no-ext-diff', '--no-textconv', '--no-color', `${base}...${head}`, '--'],
    gitDir: repository.gitDir,
    maxBytes: limits.pageDiffBytes,
    truncate: true,
    acceptCodes: [0, 128],
  });
  const commits = await reader.commits(head, SHOWN_COMMITS);
  const known = new Set((await reader.commits(base, limits.treeEntries)).map(each => each.hash));
  return {
    commits: commits.filter(commit => !known.has(commit.hash)),
    diff: stdout.toString('utf8'),
  };
}

async function parent(
  { git, repository }: { git: Git; repository: Repository },
  commit: string,
  number: 1 | 2,
): Promise<string> {
  return await git.text({
    args: ['rev-parse', '--verify', '--end-of-options', `${commit}^${number}`],
    gitDir: repository.gitDir,
  });
}
