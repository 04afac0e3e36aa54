import { NotFoundError } from '@backstage/errors';
import type { Git } from '../git/Git';
import { limits } from '../limits';
import type { Repository } from '../repositories/Repository';
import {
  type Branch,
  type Commit,
  parseBranches,
  parseCommits,
  parseTree,
  type TreeEntry,
} from './listings';

const SHORTEST_HASH = 7;
const HASH = new RegExp(`^[0-9a-f]{${SHORTEST_HASH},40}$`);
const COMMIT_FORMAT = '%H%x00%an%x00%aI%x00%s%x00';

/**
 * Reads commits, folders and files. A name of a request becomes a hash first; everything after
 * that is read by hash.
 */
export class RepositoryReader {
  readonly #git: Git;
  readonly #gitDir: string;
  readonly #name: string;
  readonly #signal: AbortSignal | undefined;

  private constructor(options: RepositoryReaderOptions) {
    this.#git = options.git;
    this.#gitDir = options.repository.gitDir;
    this.#name = `${options.repository.owner}/${options.repository.name}`;
    this.#signal = options.signal;
  }

  static create(options: RepositoryReaderOptions): RepositoryReader {
    return new RepositoryReader(options);
  }

  /** The branch that HEAD names, whether it has commits or not. */
  async defaultBranch(): Promise<string> {
    return await this.#text(['symbolic-ref', '--short', 'HEAD']);
  }

  /**
   * The hash of the commit that a branch, a tag or a (short) hash names, in this order.
   *
   * @throws NotFoundError
   */
  async resolveCommit(ref: string): Promise<string> {
    const names = [`refs/heads/${ref}`, `refs/tags/${ref}`, ...(HASH.test(ref) ? [ref] : [])];
    for (const name of names) {
      const { code, stdout } = await this.#query(
        ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`],
        { acceptCodes: [0, 1, 128] },
      );
      const hash = stdout.toString('utf8').trim();
      if (code === 0 && /^[0-9a-f]{40,64}$/.test(hash)) {
        return hash;
      }
    }
    throw new NotFoundError(`There is no branch, tag or commit "${ref}" in ${this.#name}.`);
  }

  /**
   * What stands at a path of a commit. The root is a folder without a name.
   *
   * @throws NotFoundError
   */
  async entry(commit: string, path: string): Promise<TreeEntry> {
    if (path === '') {
      const hash = await this.#text([
        'rev-parse',
        '--verify',
        '--end-of-options',
        `${commit}^{tree}`,
      ]);
      return { type: 'tree', mode: '040000', hash, size: undefined, name: '' };
    }
    const { stdout } = await this.#query([
      'ls-tree',
      '-z',
      '-l',
      '--full-tree',
      commit,
      '--',
      path,
    ]);
    const [entry] = parseTree(stdout);
    if (entry === undefined || entry.name !== path) {
      throw new NotFoundError(`There is no "${path}" in ${this.#name} at ${commit.slice(0, 10)}.`);
    }
    return entry;
  }

  /** The entries of a folder, by its hash, folders first. */
  async folder(tree: string): Promise<{ entries: TreeEntry[]; truncated: boolean }> {
    const { stdout } = await this.#query(['ls-tree', '-z', '-l', tree]);
    const entries = parseTree(stdout).sort(
      (a, b) => Number(b.type === 'tree') - Number(a.type === 'tree') || (a.name < b.name ? -1 : 1),
    );
    return {
      entries: entries.slice(0, limits.treeEntries),
      truncated: entries.length > limits.treeEntries,
    };
  }

  /** The bytes of a file, by its hash. The caller has checked the size. */
  async file(blob: string): Promise<Buffer> {
    return (await this.#query(['cat-file', 'blob', blob])).stdout;
  }

  async branches(): Promise<Branch[]> {
    return parseBranches(
      await this.#text(['for-each-ref', '--format=%(objectname) %(refname)', 'refs/heads/']),
    );
  }

  /** The newest commits that `commit` reaches. */
  async commits(commit: string, count: number): Promise<Commit[]> {
    const { stdout } = await this.#query([
      'log',
      '--no-show-signature',
      `--max-count=${count}`,
      `--format=tformat:${COMMIT_FORMAT}`,
      commit,
      '--',
    ]);
    return parseCommits(stdout.toString('utf8'));
  }

  async #text(args: readonly string[]): Promise<string> {
    return await this.#git.text({ args, gitDir: this.#gitDir, signal: this.#signal });
  }

  async #query(args: readonly string[], options: { acceptCodes?: readonly number[] } = {}) {
    return await this.#git.query({
      args,
      gitDir: this.#gitDir,
      signal: this.#signal,
      ...options,
    });
  }
}

type RepositoryReaderOptions = { git: Git; repository: Repository; signal?: AbortSignal };
