import { ConflictError, InputError, NotFoundError, NotImplementedError } from '@backstage/errors';
import type { Git } from '../git/Git';
import type { RepositoryWriter } from '../push/RepositoryWriter';
import type { Repository } from '../repositories/Repository';
import type { RepositoryName } from '../request/repositoryName';
import { mergeBranches } from './mergeBranches';
import type { PullRequest } from './PullRequest';
import { PullRequestFile } from './PullRequestFile';

/** Opens, changes and merges pull requests. */
export class PullRequests {
  readonly #git: Git;
  readonly #writer: RepositoryWriter;
  readonly #canMerge: boolean;

  private constructor(options: PullRequestsOptions) {
    this.#git = options.git;
    this.#writer = options.writer;
    this.#canMerge = options.canMerge;
  }

  static create(options: PullRequestsOptions): PullRequests {
    return new PullRequests(options);
  }

  /**
   * Opens a pull request, or updates the open one of the same two branches.
   *
   * @throws NotFoundError when a branch does not exist; InputError when both are the same.
   */
  async open(
    name: RepositoryName,
    change: Pick<PullRequest, 'head' | 'base' | 'title' | 'body'>,
  ): Promise<{ pull: PullRequest; created: boolean }> {
    return await this.#writer.write(name, async repository => {
      if (change.head === change.base) {
        throw new InputError('A pull request needs two different branches.');
      }
      await this.#branchCommit(repository, change.head);
      await this.#branchCommit(repository, change.base);
      const file = PullRequestFile.of(repository);
      const open = (await file.list()).find(
        pull => pull.state === 'open' && pull.head === change.head && pull.base === change.base,
      );
      if (open) {
        const { title, body } = change;
        return { pull: await file.update(open.number, { title, body }), created: false };
      }
      const now = new Date().toISOString();
      const pull = await file.add({ ...change, state: 'open', createdAt: now, updatedAt: now });
      return { pull, created: true };
    });
  }

  /**
   * Changes the words of a pull request, or closes and opens it.
   *
   * @throws ConflictError when a merged one is to be opened again.
   */
  async edit(
    name: RepositoryName,
    number: number,
    change: Partial<Pick<PullRequest, 'title' | 'body' | 'state'>>,
  ): Promise<PullRequest> {
    return await this.#writer.write(name, async repository => {
      const file = PullRequestFile.of(repository);
      const pull = await file.get(number);
      if (pull.mergeCommit !== undefined && change.state === 'open') {
        throw new ConflictError(`The pull request ${number} is merged and cannot be opened again.`);
      }
      return await file.update(number, change);
    });
  }

  /**
   * Merges an open pull request with a merge commit.
   *
   * @throws ConflictError when it is not open, when the head moved, or on conflicts;
   * NotImplementedError when git is too old.
   */
  async merge(options: {
    name: RepositoryName;
    number: number;
    /** The commit that the caller looked at. */
    expectedHead?: string;
    message?: string;
    deleteBranch?: boolean;
  }): Promise<PullRequest> {
    if (!this.#canMerge) {
      throw new NotImplementedError(
        'Merging needs git 2.38 or newer on the machine of the embedded forge. Merge in a clone and push instead.',
      );
    }
    const { name, number, expectedHead } = options;
    return await this.#writer.write(name, async repository => {
      const file = PullRequestFile.of(repository);
      const pull = await file.get(number);
      if (pull.state !== 'open') {
        throw new ConflictError(`The pull request ${number} is not open.`);
      }
      const head = await this.#branchCommit(repository, pull.head);
      if (expectedHead !== undefined && expectedHead !== head) {
        throw new ConflictError(
          `The branch ${pull.head} has moved on to ${head}. Look at the new commits and merge again.`,
        );
      }
      const mergeCommit = await mergeBranches({
        git: this.#git,
        repository,
        base: { branch: pull.base, commit: await this.#branchCommit(repository, pull.base) },
        head,
        message: options.message ?? `Merge pull request #${number}: ${pull.title}`,
      });
      if (options.deleteBranch && !(await this.#isDefaultBranch(repository, pull.head))) {
        await this.#git.query({
          args: ['update-ref', '-d', `refs/heads/${pull.head}`, head],
          gitDir: repository.gitDir,
        });
      }
      return await file.update(number, { state: 'closed', mergeCommit });
    });
  }

  async #isDefaultBranch(repository: Repository, branch: string): Promise<boolean> {
    const head = await this.#git.text({
      args: ['symbolic-ref', 'HEAD'],
      gitDir: repository.gitDir,
    });
    return head === `refs/heads/${branch}`;
  }

  async #branchCommit(repository: Repository, branch: string): Promise<string> {
    const { code, stdout } = await this.#git.query({
      args: [
        'rev-parse',
        '--verify',
        '--quiet',
        '--end-of-options',
        `refs/heads/${branch}^{commit}`,
      ],
      gitDir: repository.gitDir,
      acceptCodes: [0, 1, 128],
    });
    if (code !== 0) {
      throw new NotFoundError(
        `There is no branch "${branch}" in ${repository.owner}/${repository.name}.`,
      );
    }
    return stdout.toString('utf8').trim();
  }
}

type PullRequestsOptions = { git: Git; writer: RepositoryWriter; canMerge: boolean };
