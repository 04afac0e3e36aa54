import { ConflictError } from '@backstage/errors';
import { fetchCommit } from './fetchCommit';
import { readStoredCommit } from './proposalCommit';
import { TemporaryRepository } from './temporaryRepository';

/** What has to be done with a branch, so that it ends with a tree. */
export type BranchPlan =
  | {
      /** It ends with the tree already. */
      readonly kind: 'done';
      readonly commit: string;
      /** The task that made the branch, if one did. */
      readonly ownerTask: string | undefined;
    }
  | {
      readonly kind: 'commit';
      readonly parents: readonly string[];
      /** Where the branch is now. */
      readonly from: string | undefined;
      readonly ownerTask: string | undefined;
    };

/**
 * Looks at what a branch of the host holds. Work of people is never covered: the tree to propose knows nothing of it, so a
 * commit on top would take it back.
 *
 * @throws ConflictError when the branch ends with a commit that is not ours.
 */
export async function planBranch(
  repository: TemporaryRepository,
  options: {
    branch: string;
    /** The commit that the host says the branch ends with. */
    tip: string | undefined;
    base: string;
    tree: string;
    taskId: string;
    signal?: AbortSignal;
  },
): Promise<BranchPlan> {
  const { branch, tip, base, tree, taskId, signal } = options;
  if (tip === undefined) {
    return { kind: 'commit', parents: [base], from: undefined, ownerTask: taskId };
  }
  if (tip === base) return { kind: 'commit', parents: [base], from: tip, ownerTask: undefined };
  await fetchCommit(repository, { commit: tip, signal });
  const stored = await readStoredCommit(repository, tip);
  const ownerTask = stored.mark?.ownsBranch ? stored.mark.task : undefined;
  if (stored.tree === tree) return { kind: 'done', commit: tip, ownerTask };
  if (!stored.mark) {
    throw new ConflictError(
      `The branch ${branch} holds commits that this portal did not make. They are not covered: merge or delete the branch, or choose another name.`,
    );
  }
  return {
    kind: 'commit',
    // From another base: both are parents, so that the request shows only what it changes.
    parents: stored.mark.base === base ? [tip] : [tip, base],
    from: tip,
    ownerTask,
  };
}
