import { ConflictError } from '@backstage/errors';
import { GitError } from './gitError';
import { TemporaryRepository } from './temporaryRepository';

/**
 * Moves a branch of the host, or deletes it, if it is still where it was seen. A lease and not force: between looking and
 * pushing somebody may have been faster.
 *
 * @throws ConflictError when the branch has moved, or is protected.
 */
export async function pushBranch(
  repository: TemporaryRepository,
  options: {
    branch: string;
    /** Where it is now; undefined when there is none. */
    from: string | undefined;
    /** Where it is to be; undefined to delete it. */
    to: string | undefined;
    signal?: AbortSignal;
  },
): Promise<void> {
  const { branch, from, to, signal } = options;
  try {
    await repository.network({
      args: [
        'push',
        '--quiet',
        '--porcelain',
        '--no-verify',
        `--force-with-lease=refs/heads/${branch}:${from ?? ''}`,
        '--',
        repository.remote.cloneUrl,
        `${to ?? ''}:refs/heads/${branch}`,
      ],
      signal,
    });
  } catch (error) {
    if (error instanceof GitError && /stale info|rejected|fetch first/i.test(error.message)) {
      throw new ConflictError(
        `The branch ${branch} was changed by somebody else in this moment, or is protected. Run the task again, or choose another name. ${error.message}`,
      );
    }
    throw error;
  }
}
