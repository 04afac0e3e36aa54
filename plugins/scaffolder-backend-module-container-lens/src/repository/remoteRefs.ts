import { InputError, NotFoundError } from '@backstage/errors';
import { isCommitName, isRefName } from './refName';
import { TemporaryRepository } from './temporaryRepository';

/** What a host says about the branches and tags that were asked for. */
export interface RemoteRefs {
  /** Name of the branch that people clone; undefined when the repository is empty. */
  readonly defaultBranch: string | undefined;
  /** Commits by full name, for example `refs/heads/main`; annotated tags stand for their commits. */
  readonly commits: ReadonlyMap<string, string>;
}

/** Asks for the default branch, and for the refs given by full name. */
export async function readRemoteRefs(
  repository: TemporaryRepository,
  refs: readonly string[] = [],
): Promise<RemoteRefs> {
  const { stdout } = await repository.network({
    args: ['ls-remote', '--symref', '--', repository.remote.cloneUrl, 'HEAD', ...refs],
  });
  const commits = new Map<string, string>();
  let defaultBranch: string | undefined;
  for (const line of stdout.toString('utf8').split('\n')) {
    const [value = '', name = ''] = line.split('\t');
    if (value.startsWith('ref: refs/heads/') && name === 'HEAD') {
      const branch = value.slice('ref: refs/heads/'.length);
      if (isRefName(branch)) defaultBranch = branch;
    } else if (isCommitName(value) && (name === 'HEAD' || refs.includes(name))) {
      commits.set(name.replace(/\^\{\}$/, ''), value);
    }
  }
  return { defaultBranch, commits };
}

/**
 * The commit that a name stands for now: a branch, a tag or a full commit; that of the default branch without a name.
 *
 * @throws NotFoundError when there is none.
 */
export async function findCommit(
  repository: TemporaryRepository,
  ref: string | undefined,
): Promise<{ commit: string; defaultBranch: string; branch: string | undefined }> {
  const name = `${repository.remote.owner}/${repository.remote.repo}`;
  const isKnown = ref === undefined || isRefName(ref);
  const wanted =
    ref === undefined || !isKnown
      ? []
      : [`refs/heads/${ref}`, `refs/tags/${ref}`, `refs/tags/${ref}^{}`];
  const { defaultBranch, commits } = await readRemoteRefs(repository, wanted);
  const head = commits.get('HEAD');
  if (head !== undefined && defaultBranch === undefined) {
    throw new InputError(
      `The default branch of ${name} has a name that is not taken here. Use letters, digits and . _ / + @ = - only.`,
    );
  }
  if (head === undefined || defaultBranch === undefined) {
    throw new NotFoundError(`The repository ${name} is empty. There is nothing to read yet.`);
  }
  if (ref === undefined) return { commit: head, defaultBranch, branch: defaultBranch };
  const branch = commits.get(`refs/heads/${ref}`);
  if (branch !== undefined) return { commit: branch, defaultBranch, branch: ref };
  const commit = commits.get(`refs/tags/${ref}`) ?? (isCommitName(ref) ? ref : undefined);
  if (commit === undefined) {
    throw new NotFoundError(
      `The repository ${name} has no branch, tag or commit '${ref.slice(0, 60)}'. A commit needs its full name of 40 characters.`,
    );
  }
  return { commit, defaultBranch, branch: undefined };
}
