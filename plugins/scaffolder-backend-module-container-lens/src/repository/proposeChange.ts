import { ConflictError, InputError } from '@backstage/errors';
import { rollBack } from '../aws/rollBack';
import { checkWorkTree } from './checkWorkTree';
import { fetchCommit } from './fetchCommit';
import { Proposal, ProposalHost } from './hosts/proposalHost';
import { ensureProposal } from './ensureProposal';
import { ChangedFile, listChanges } from './listChanges';
import { planBranch } from './planBranch';
import { createProposalCommit } from './proposalCommit';
import { pushBranch } from './pushBranch';
import { checkBranchName } from './refName';
import { RemoteCredentials } from './remoteCredentials';
import { readRemoteRefs } from './remoteRefs';
import { RemoteRepository } from './remoteRepository';
import { TemporaryRepository } from './temporaryRepository';
import { writeTree } from './writeTree';

/** What is to be proposed. */
export interface ChangeToPropose {
  readonly branch: string;
  /** Where it is to be merged; the default branch when not set. */
  readonly targetBranch?: string;
  readonly title: string;
  readonly body: string;
  /** The whole repository as it should be. */
  readonly folder: string;
  /** The commit that the folder was made from; the end of the target branch when not set. */
  readonly baseCommit?: string;
  readonly isDraft: boolean;
  readonly reviewers: readonly string[];
}

/** What was found or made. */
export interface ProposedChange {
  readonly changes: readonly ChangedFile[];
  /** Undefined when there is nothing to propose, and in a dry run. */
  readonly proposal: Proposal | undefined;
  /** Where the branch ends. */
  readonly commit: string | undefined;
  /** Whether this task opened the request, now or in an earlier attempt. */
  readonly created: boolean;
  /** Whether this task made the branch. */
  readonly ownsBranch: boolean;
}

interface Options {
  readonly remote: RemoteRepository;
  readonly credentials: RemoteCredentials;
  readonly host: ProposalHost;
  readonly change: ChangeToPropose;
  readonly author: { name: string; email: string };
  readonly taskId: string;
  readonly isDryRun: boolean;
  readonly warn: (message: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Brings a folder to a branch of its repository and opens a pull or merge request, or finds that it is there already. When it
 * fails on the way, a branch that it made is deleted again.
 *
 * @throws InputError, ConflictError or GitError, each with what to do.
 */
export async function proposeChange(options: Options): Promise<ProposedChange> {
  const { remote, credentials, signal, change, taskId } = options;
  const branch = checkBranchName(change.branch);
  await checkWorkTree(change.folder);
  return TemporaryRepository.use({ remote, credentials, signal }, async repository => {
    const { target, base, tip } = await readPlace(repository, { change, branch });
    await fetchCommit(repository, { commit: base, signal });
    const tree = await writeTree(repository, { base, folder: change.folder });
    const changes = await listChanges(repository, { base, tree });
    await refuseEmptied(repository, { base, changes });
    const nothing = { changes, proposal: undefined, commit: undefined };
    if (changes.length === 0) return { ...nothing, created: false, ownsBranch: false };
    const plan = await planBranch(repository, { branch, tip, base, tree, taskId, signal });
    const ownsBranch = plan.ownerTask === taskId;
    if (options.isDryRun) return { ...nothing, created: false, ownsBranch: false };

    let commit: string;
    if (plan.kind === 'done') commit = plan.commit;
    else {
      commit = await createProposalCommit(repository, {
        title: change.title,
        tree,
        parents: plan.parents,
        mark: {
          base,
          task: plan.ownerTask ?? taskId,
          ownsBranch: plan.ownerTask !== undefined,
        },
        author: options.author,
      });
      await pushBranch(repository, { branch, from: plan.from, to: commit, signal });
    }
    try {
      const { proposal, created } = await ensureProposal({ ...options, branch, target });
      return { changes, proposal, commit, created, ownsBranch };
    } catch (error) {
      throw ownsBranch
        ? await rollBack(error, async undoSignal => {
            const { host } = options;
            // Deleting its branch would close a request that an earlier attempt opened.
            if (await host.find({ branch, target, signal: undoSignal })) {
              return { state: 'kept', detail: `the request of ${branch} is open` };
            }
            await pushBranch(repository, {
              branch,
              from: commit,
              to: undefined,
              signal: undoSignal,
            });
            return { state: 'undone', detail: `branch ${branch}: deleted` };
          })
        : error;
    }
  });
}

async function readPlace(
  repository: TemporaryRepository,
  options: { change: ChangeToPropose; branch: string },
): Promise<{ target: string; base: string; tip: string | undefined }> {
  const { change, branch } = options;
  const name = `${repository.remote.owner}/${repository.remote.repo}`;
  const named = change.targetBranch && checkBranchName(change.targetBranch);
  const refs = await readRemoteRefs(repository, [
    `refs/heads/${branch}`,
    ...(named ? [`refs/heads/${named}`] : []),
  ]);
  const target = named || refs.defaultBranch;
  const end = named ? refs.commits.get(`refs/heads/${named}`) : refs.commits.get('HEAD');
  if (target === undefined || end === undefined) {
    throw new InputError(
      named
        ? `The repository ${name} has no branch '${named}' to merge into.`
        : `The repository ${name} is empty, so there is nothing to change. Publish to it instead.`,
    );
  }
  if (branch === target || branch === refs.defaultBranch) {
    throw new InputError(
      `'${branch}' is where changes are merged, and nothing is pushed there. Choose another name for the branch of the proposal.`,
    );
  }
  return {
    target,
    base: change.baseCommit ?? end,
    tip: refs.commits.get(`refs/heads/${branch}`),
  };
}

/** The most likely mistake is a folder with only the new files; it would delete all others. */
async function refuseEmptied(
  repository: TemporaryRepository,
  options: { base: string; changes: readonly ChangedFile[] },
): Promise<void> {
  const deleted = options.changes.filter(({ change }) => change === 'deleted').length;
  if (deleted === 0) return;
  const { stdout } = await repository.local({
    args: ['ls-tree', '-r', '-z', '--full-tree', options.base],
  });
  const before = stdout
    .toString('utf8')
    .split('\0')
    .filter(entry => / blob /.test(entry)).length;
  if (deleted >= before) {
    throw new ConflictError(
      `The folder holds none of the ${before} files of the repository, so all of them would be deleted. It must be the whole repository as it should be: read it first, then change it.`,
    );
  }
}
