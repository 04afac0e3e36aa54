import { ConflictError, NotFoundError } from '@backstage/errors';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Git } from '../git/Git';
import type { RepositoryName } from '../request/repositoryName';
import type { Repository } from './Repository';
import type { RepositoryLocks } from './RepositoryLocks';

/**
 * The bare repositories on disk: `<dataDir>/repositories/<owner>/<name>.git`. A repository appears
 * and disappears by a rename, so nobody ever sees half of one.
 */
export class RepositoryStore {
  readonly #rootDir: string;
  readonly #draftDir: string;
  readonly #git: Git;
  readonly #locks: RepositoryLocks;

  private constructor(options: RepositoryStoreOptions) {
    this.#rootDir = path.join(options.dataDir, 'repositories');
    this.#draftDir = path.join(options.dataDir, 'drafts');
    this.#git = options.git;
    this.#locks = options.locks;
  }

  /** Prepares the folders, and removes what an earlier process left unfinished. */
  static async create(options: RepositoryStoreOptions): Promise<RepositoryStore> {
    const store = new RepositoryStore(options);
    await rm(store.#draftDir, { recursive: true, force: true });
    await mkdir(store.#draftDir, { recursive: true, mode: 0o700 });
    await mkdir(store.#rootDir, { recursive: true, mode: 0o700 });
    return store;
  }

  /** @throws NotFoundError */
  async get(repository: RepositoryName): Promise<Repository> {
    const gitDir = this.#gitDir(repository);
    if (!(await isFolder(gitDir))) {
      throw new NotFoundError(
        `There is no repository ${repository.owner}/${repository.name} in the embedded forge.`,
      );
    }
    return { ...repository, gitDir };
  }

  /** @throws ConflictError when it exists. */
  async create(options: {
    repository: RepositoryName;
    defaultBranch: string;
    description: string;
  }): Promise<Repository> {
    const { repository, defaultBranch, description } = options;
    const gitDir = this.#gitDir(repository);
    return await this.#locks.run(repository, async () => {
      const draft = this.#draft();
      await mkdir(path.dirname(gitDir), { recursive: true, mode: 0o700 });
      await this.#git.query({
        args: [
          'init',
          '--bare',
          '--quiet',
          '--template=',
          `--initial-branch=${defaultBranch}`,
          '--',
          draft,
        ],
      });
      await writeFile(path.join(draft, 'description'), description);
      try {
        if (await isFolder(gitDir)) {
          throw exists(repository);
        }
        await rename(draft, gitDir);
      } catch (error) {
        await rm(draft, { recursive: true, force: true });
        throw ['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')
          ? exists(repository)
          : error;
      }
      return { ...repository, gitDir };
    });
  }

  /** @throws NotFoundError */
  async delete(repository: RepositoryName): Promise<void> {
    await this.#locks.run(repository, async () => {
      const { gitDir } = await this.get(repository);
      const draft = this.#draft();
      await rename(gitDir, draft);
      await rm(draft, { recursive: true, force: true });
    });
  }

  /** The repositories of one organisation, or all, by name. */
  async list(owner?: string): Promise<Repository[]> {
    const owners = owner === undefined ? await folders(this.#rootDir) : [owner];
    const found: Repository[] = [];
    for (const each of owners) {
      for (const folder of await folders(path.join(this.#rootDir, each))) {
        const name = folder.replace(/\.git$/, '');
        found.push({ owner: each, name, gitDir: path.join(this.#rootDir, each, folder) });
      }
    }
    return found;
  }

  async description(repository: Repository): Promise<string> {
    return await readFile(path.join(repository.gitDir, 'description'), 'utf8').catch(() => '');
  }

  #gitDir(repository: RepositoryName): string {
    return path.join(this.#rootDir, repository.owner, `${repository.name}.git`);
  }

  #draft(): string {
    return path.join(this.#draftDir, randomBytes(12).toString('hex'));
  }
}

type RepositoryStoreOptions = { dataDir: string; git: Git; locks: RepositoryLocks };

function exists({ owner, name }: RepositoryName): ConflictError {
  return new ConflictError(
    `The repository ${owner}/${name} already exists in the embedded forge. Choose another name.`,
  );
}

async function isFolder(dir: string): Promise<boolean> {
  return await stat(dir).then(
    found => found.isDirectory(),
    () => false,
  );
}

async function folders(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  return entries
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort();
}
