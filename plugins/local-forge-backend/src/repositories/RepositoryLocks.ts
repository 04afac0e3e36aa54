import { ConcurrencyLimit } from '../git/ConcurrencyLimit';
import { limits } from '../limits';
import type { RepositoryName } from '../request/repositoryName';

/**
 * One writer at a time for each repository, so that what a push changed can be seen by comparing
 * the branches before and after, and parallel pushes cannot exceed the quota together.
 */
export class RepositoryLocks {
  readonly #locks = new Map<string, ConcurrencyLimit>();

  private constructor() {}

  static create(): RepositoryLocks {
    return new RepositoryLocks();
  }

  /** @throws ServiceUnavailableError when too many wait; the reason of the signal when it aborts. */
  async run<T>(
    repository: RepositoryName,
    task: () => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    // Lower case: a file system may not tell the two apart.
    const key = `${repository.owner}/${repository.name}`.toLowerCase();
    const lock =
      this.#locks.get(key) ??
      ConcurrencyLimit.create({ maxRunning: 1, maxWaiting: limits.waitingWriters });
    this.#locks.set(key, lock);
    try {
      return await lock.run(task, signal);
    } finally {
      if (lock.idle && this.#locks.get(key) === lock) {
        this.#locks.delete(key);
      }
    }
  }
}
