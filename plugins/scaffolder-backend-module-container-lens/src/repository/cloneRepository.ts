import { ConflictError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { mkdir, readdir } from 'node:fs/promises';
import { fetchCommit } from './fetchCommit';
import { readRemoteCredentials } from './remoteCredentials';
import { findCommit } from './remoteRefs';
import { findRemoteRepository, RemoteRepository } from './remoteRepository';
import { TemporaryRepository } from './temporaryRepository';

/** The files of one commit in a folder. */
export interface ClonedRepository {
  /** The folder that was given. */
  readonly folder: string;
  /** Full name of the commit whose files these are. */
  readonly commit: string;
  readonly defaultBranch: string;
  /** The branch that was read; undefined when a tag or a commit was named. */
  readonly branch: string | undefined;
  readonly remote: RemoteRepository;
}

/**
 * Writes the files of one commit into a folder, with real git: shallow, over https (http on this machine only), with the
 * credentials of the portal's integration. Executable bits and links are kept, links are never followed; submodules stay
 * empty folders, large files (LFS) their pointers, and no `.git` is left behind. Nothing of the repository is executed.
 *
 * @throws InputError, NotFoundError, ConflictError or GitError, each with what to do.
 */
export async function cloneRepository(options: {
  /** Value of a `RepoUrlPicker`, or the address that people see in the browser. */
  repoUrl: string;
  /** Branch, tag or full commit; the default branch when not set. */
  ref?: string;
  integrations: ScmIntegrationRegistry;
  /** A folder that is empty or not there yet. */
  into: string;
  signal?: AbortSignal;
}): Promise<ClonedRepository> {
  const { repoUrl, ref, integrations, into, signal } = options;
  const remote = findRemoteRepository({ repoUrl, integrations });
  const credentials = await readRemoteCredentials({ remote, integrations });
  await mkdir(into, { recursive: true });
  if ((await readdir(into)).length > 0) {
    throw new ConflictError(
      'The folder for the repository is not empty. Read the repository before other files are written there, or into another folder.',
    );
  }
  return TemporaryRepository.use({ remote, credentials, signal }, async repository => {
    const { commit, defaultBranch, branch } = await findCommit(repository, ref);
    await fetchCommit(repository, { commit, signal });
    await repository.local({ args: ['read-tree', '--reset', '-u', commit], workTree: into });
    return { folder: into, commit, defaultBranch, branch, remote };
  });
}
