import { TemporaryRepository } from './temporaryRepository';

/** A commit as git stores it. */
export interface StoredCommit {
  readonly commit: string;
  readonly tree: string;
  /** What its last lines say, if it is one of ours. */
  readonly mark: ProposalMark | undefined;
}

/** The last lines of our commits. By them a later run tells its own work from that of people. */
export interface ProposalMark {
  /** The commit that the proposal was made from. */
  readonly base: string;
  readonly task: string;
  /** Whether this task made the branch. */
  readonly ownsBranch: boolean;
}

const keys = {
  base: 'Proposal-Base',
  tree: 'Proposal-Tree',
  task: 'Proposal-Task',
  branch: 'Proposal-Branch',
} as const;

/** Makes a commit; nothing is pushed. */
export async function createProposalCommit(
  repository: TemporaryRepository,
  options: {
    title: string;
    tree: string;
    parents: readonly string[];
    mark: ProposalMark;
    author: { name: string; email: string };
  },
): Promise<string> {
  const { title, tree, parents, mark, author } = options;
  const message = [
    title,
    '',
    `${keys.base}: ${mark.base}`,
    `${keys.tree}: ${tree}`,
    `${keys.task}: ${mark.task}`,
    `${keys.branch}: ${mark.ownsBranch ? 'created' : 'existing'}`,
    '',
  ].join('\n');
  const { stdout } = await repository.local({
    args: ['commit-tree', tree, ...parents.flatMap(parent => ['-p', parent]), '-F', '-'],
    input: message,
    author,
  });
  return stdout.toString('utf8').trim();
}

/** Reads a commit that was fetched. */
export async function readStoredCommit(
  repository: TemporaryRepository,
  commit: string,
): Promise<StoredCommit> {
  const tree = await repository.text('rev-parse', `${commit}^{tree}`);
  const { stdout } = await repository.local({ args: ['cat-file', 'commit', commit] });
  const lines = stdout.toString('utf8').trimEnd().split('\n').slice(-4);
  const valueOf = (key: string) =>
    lines.find(line => line.startsWith(`${key}: `))?.slice(key.length + 2);
  const base = valueOf(keys.base);
  // The tree is part of it: who changes a commit of ours and keeps its message has made it a commit of their own.
  if (base === undefined || valueOf(keys.tree) !== tree) return { commit, tree, mark: undefined };
  return {
    commit,
    tree,
    mark: {
      base,
      task: valueOf(keys.task) ?? '',
      ownsBranch: valueOf(keys.branch) === 'created',
    },
  };
}
