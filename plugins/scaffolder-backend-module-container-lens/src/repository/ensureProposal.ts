import { stringifyError } from '@backstage/errors';
import { keepDraft } from './hosts/draftTitle';
import { Proposal, ProposalHost } from './hosts/proposalHost';
import { isSameBody, markBody, taskOfBody } from './proposalBody';

/** Opens a request between two branches, or brings the open one to the words that are wanted. */
export async function ensureProposal(options: {
  host: ProposalHost;
  branch: string;
  target: string;
  change: {
    readonly title: string;
    readonly body: string;
    readonly isDraft: boolean;
    readonly reviewers: readonly string[];
  };
  taskId: string;
  warn: (message: string) => void;
  signal?: AbortSignal;
}): Promise<{ proposal: Proposal; created: boolean }> {
  const { host, branch, target, change, taskId, signal } = options;
  const { title, isDraft, reviewers } = change;
  const found = await host.find({ branch, target, signal });
  if (!found) {
    const body = markBody(change.body, taskId);
    const proposal = await host.open({ branch, target, title, body, isDraft, signal });
    await askForReview({ ...options, number: proposal.number, reviewers });
    return { proposal, created: true };
  }
  const opener = taskOfBody(found.body);
  // Who opened it stays in it: only that task may close it again.
  const body = opener === undefined ? change.body : markBody(change.body, opener);
  const isSame = keepDraft(found.title, title) === found.title && isSameBody(found.body, body);
  const proposal = isSame ? found : await host.update({ proposal: found, title, body, signal });
  return { proposal, created: opener === taskId };
}

/** A request without its reviewers is still a request. */
async function askForReview(options: {
  host: ProposalHost;
  number: number;
  reviewers: readonly string[];
  warn: (message: string) => void;
  signal?: AbortSignal;
}): Promise<void> {
  const { host, number, reviewers, warn, signal } = options;
  if (reviewers.length === 0) return;
  try {
    await host.askForReview({ number, reviewers, signal });
  } catch (error) {
    signal?.throwIfAborted();
    warn(
      `Nobody was asked to review ${number}: ${stringifyError(error)} Ask ${reviewers.join(', ')} by hand.`,
    );
  }
}
