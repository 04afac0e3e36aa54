import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Git } from '../git/Git';
import type { Repository } from '../repositories/Repository';
import type { RepositoryLocks } from '../repositories/RepositoryLocks';
import type { RepositoryStore } from '../repositories/RepositoryStore';
import type { RepositoryName } from '../request/repositoryName';
import { compareRefs, parseRefs, type RefChange, type Refs } from './compareRefs';
import { type ForgePushPayload, forgePushTopic } from './forgePushEvent';

/**
 * Every change of branches and tags goes through here: one at a time for each repository, compared
 * before and after, and published. Comparing tells the truth also when the client went away in the
 * middle, or when git refused a part of a push.
 */
export class RepositoryWriter {
  readonly #git: Git;
  readonly #store: RepositoryStore;
  readonly #locks: RepositoryLocks;
  readonly #events: EventsService;
  readonly #logger: LoggerService;
  readonly #baseUrl: string;

  private constructor(options: RepositoryWriterOptions) {
    this.#git = options.git;
    this.#store = options.store;
    this.#locks = options.locks;
    this.#events = options.events;
    this.#logger = options.logger;
    this.#baseUrl = options.baseUrl;
  }

  static create(options: RepositoryWriterOptions): RepositoryWriter {
    return new RepositoryWriter(options);
  }

  /**
   * Runs `change` alone on the repository and publishes what it changed, even when it fails.
   *
   * @throws NotFoundError when the repository does not exist.
   */
  async write<T>(
    name: RepositoryName,
    change: (repository: Repository) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    return await this.#locks.run(
      name,
      async () => {
        const repository = await this.#store.get(name);
        const before = await this.#refs(repository);
        try {
          return await change(repository);
        } finally {
          await this.#afterChange(repository, before);
        }
      },
      signal,
    );
  }

  /** Packs a repository when it has become untidy. Nobody waits for it, and it may fail. */
  async tidy(name: RepositoryName): Promise<void> {
    try {
      await this.#locks.run(name, async () => {
        const { gitDir } = await this.#store.get(name);
        await this.#git.query({ args: ['gc', '--auto', '--quiet'], gitDir });
      });
    } catch (error) {
      this.#logger.debug(`The repository ${name.owner}/${name.name} was not tidied: ${error}`);
    }
  }

  async #afterChange(repository: Repository, before: Refs): Promise<void> {
    try {
      const changes = compareRefs(before, await this.#refs(repository));
      if (changes.length === 0) {
        return;
      }
      const defaultBranch = await this.#settleDefaultBranch(repository, changes);
      this.#publish(repository, changes, defaultBranch);
    } catch (error) {
      this.#logger.error(
        `The embedded forge could not finish a push to ${repository.owner}/${repository.name}: ${error}. ` +
          'The commits are stored; the portal sees them at its next scheduled refresh.',
      );
    }
  }

  async #refs(repository: Repository): Promise<Refs> {
    return parseRefs(
      await this.#git.text({
        args: ['for-each-ref', '--format=%(objectname) %(refname)', 'refs/heads/', 'refs/tags/'],
        gitDir: repository.gitDir,
      }),
    );
  }

  /** The first branch of an empty repository becomes its default branch, when HEAD names none. */
  async #settleDefaultBranch(
    repository: Repository,
    changes: readonly RefChange[],
  ): Promise<string> {
    const { gitDir } = repository;
    const head = await this.#git.text({ args: ['symbolic-ref', 'HEAD'], gitDir });
    const refs = await this.#refs(repository);
    const pushed = changes.map(change => change.ref).filter(ref => refs.has(ref));
    const candidate = ['refs/heads/main', 'refs/heads/master', ...pushed].find(
      ref => ref.startsWith('refs/heads/') && refs.has(ref),
    );
    if (refs.has(head) || candidate === undefined) {
      return head;
    }
    await this.#git.query({ args: ['symbolic-ref', 'HEAD', candidate], gitDir });
    return candidate;
  }

  /** Subscribers work in their own time: a client does not wait for them. */
  #publish(repository: Repository, changes: readonly RefChange[], defaultBranch: string): void {
    for (const change of changes) {
      const eventPayload: ForgePushPayload = {
        owner: repository.owner,
        repository: repository.name,
        ...change,
        defaultBranch: change.ref === defaultBranch,
        url: `${this.#baseUrl}/${repository.owner}/${repository.name}`,
      };
      this.#events.publish({ topic: forgePushTopic, eventPayload }).catch(error => {
        this.#logger.warn(
          `A subscriber of ${forgePushTopic} failed for ${repository.owner}/${repository.name}: ${error}`,
        );
      });
    }
  }
}

type RepositoryWriterOptions = {
  git: Git;
  store: RepositoryStore;
  locks: RepositoryLocks;
  events: EventsService;
  logger: LoggerService;
  /** The forge's own URL, without a slash at the end. */
  baseUrl: string;
};
