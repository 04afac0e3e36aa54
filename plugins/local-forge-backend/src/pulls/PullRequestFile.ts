import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { limits } from '../limits';
import type { Repository } from '../repositories/Repository';
import { type PullRequest, pullRequestSchema } from './PullRequest';

const FILE = 'forge-pulls.json';

/**
 * The pull requests of one repository, in a file beside its objects. Writing needs the lock of the
 * repository; reading does not, because the file is replaced as a whole.
 */
export class PullRequestFile {
  readonly #file: string;

  private constructor(repository: Repository) {
    this.#file = path.join(repository.gitDir, FILE);
  }

  static of(repository: Repository): PullRequestFile {
    return new PullRequestFile(repository);
  }

  /** All pull requests, newest first. */
  async list(): Promise<PullRequest[]> {
    let text: string;
    try {
      text = await readFile(this.#file, 'utf8');
    } catch {
      return [];
    }
    return z.array(pullRequestSchema).parse(JSON.parse(text));
  }

  /** @throws NotFoundError */
  async get(number: number): Promise<PullRequest> {
    const found = (await this.list()).find(pull => pull.number === number);
    if (found === undefined) {
      throw new NotFoundError(`There is no pull request ${number} in this repository.`);
    }
    return found;
  }

  /** Adds a pull request with the next number. */
  async add(pull: Omit<PullRequest, 'number'>): Promise<PullRequest> {
    const pulls = await this.list();
    if (pulls.length >= limits.pullRequests) {
      throw new ServiceUnavailableError(
        `This repository has ${limits.pullRequests} pull requests, which is all the embedded forge keeps. Use a full Git host.`,
      );
    }
    const added = { ...pull, number: (pulls[0]?.number ?? 0) + 1 };
    await this.#save([added, ...pulls]);
    return added;
  }

  /** @throws NotFoundError */
  async update(number: number, change: Partial<Omit<PullRequest, 'number'>>): Promise<PullRequest> {
    const updated = {
      ...(await this.get(number)),
      ...change,
      updatedAt: new Date().toISOString(),
    };
    const pulls = await this.list();
    await this.#save(pulls.map(pull => (pull.number === number ? updated : pull)));
    return updated;
  }

  async #save(pulls: readonly PullRequest[]): Promise<void> {
    const draft = `${this.#file}.new`;
    await writeFile(draft, JSON.stringify(pulls, undefined, 2));
    await rename(draft, this.#file);
  }
}
