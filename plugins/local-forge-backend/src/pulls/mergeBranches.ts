import { ConflictError } from '@backstage/errors';
import type { Git } from '../git/Git';
import type { Repository } from '../repositories/Repository';

const COMMITTER = { name: 'Local forge', email: 'forge@localhost' };

/**
 * Merges one commit into a branch without a work tree, with a merge commit. The branch moves only if
 * it still is where it was.
 *
 * @returns the hash of the merge commit.
 * @throws ConflictError when there is nothing to merge or the two sides conflict.
 */
export async function mergeBranches(options: {
  git: Git;
  repository: Repository;
  /** Name of the branch that receives, and its commit. */
  base: { branch: string; commit: string };
  /** The commit that is merged. */
  head: string;
  message: string;
}): Promise<string> {
  const { git, repository, base, head, message } = options;
  const { gitDir } = repository;
  const ancestor = await git.query({
    args: ['merge-base', '--is-ancestor', head, base.commit],
    gitDir,
    acceptCodes: [0, 1],
  });
  if (ancestor.code === 0) {
    throw new ConflictError(`There is nothing to merge: ${base.branch} already has these commits.`);
  }
  const merged = await git.query({
    args: ['merge-tree', '--write-tree', '--name-only', '--no-messages', '-z', base.commit, head],
    gitDir,
    acceptCodes: [0, 1],
  });
  const [tree = '', ...conflicts] = merged.stdout.toString('utf8').split('\0');
  if (merged.code === 1) {
    const files = conflicts.filter(Boolean).slice(0, 10).join(', ');
    throw new ConflictError(
      `The branches conflict in ${files}. Merge ${base.branch} into the branch, solve the conflicts there and push.`,
    );
  }
  const commit = await git.text({
    args: ['commit-tree', tree.trim(), '-p', base.commit, '-p', head],
    gitDir,
    input: message,
    variables: {
      GIT_AUTHOR_NAME: COMMITTER.name,
      GIT_AUTHOR_EMAIL: COMMITTER.email,
      GIT_COMMITTER_NAME: COMMITTER.name,
      GIT_COMMITTER_EMAIL: COMMITTER.email,
    },
  });
  await git.query({
    args: ['update-ref', '-m', 'merge', `refs/heads/${base.branch}`, commit, base.commit],
    gitDir,
  });
  return commit;
}
