import { NotFoundError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { UndoHandler, UndoOutcome } from '../undo/undoHandler';
import { openProposalHost } from './hosts/openProposalHost';
import { taskOfBody } from './proposalBody';
import { pushBranch } from './pushBranch';
import { checkBranchName } from './refName';
import { readRemoteCredentials } from './remoteCredentials';
import { readRemoteRefs } from './remoteRefs';
import { findRemoteRepository, RemoteRepository } from './remoteRepository';
import { TemporaryRepository } from './temporaryRepository';

/** Kind of undo tokens for pull and merge requests. */
export const proposalUndoKind = 'container-lens:change';

/** Closes a request that a task opened, and deletes the branch that it made; what people have merged or added to stays. */
export class ProposalUndo implements UndoHandler {
  readonly kind = proposalUndoKind;
  readonly #integrations: ScmIntegrationRegistry;

  private constructor(integrations: ScmIntegrationRegistry) {
    this.#integrations = integrations;
  }

  static create(options: { integrations: ScmIntegrationRegistry }): ProposalUndo {
    return new ProposalUndo(options.integrations);
  }

  /** The thing of a token. */
  static thingOf(options: {
    remote: RemoteRepository;
    branch: string;
    commit: string;
    number: number;
    ownsBranch: boolean;
  }): Readonly<Record<string, string>> {
    const { remote, branch, commit, number, ownsBranch } = options;
    const query = new URLSearchParams({ owner: remote.owner, repo: remote.repo });
    return {
      repoUrl: `${remote.host}?${query}`,
      branch,
      commit,
      number: String(number),
      ownsBranch: String(ownsBranch),
    };
  }

  async undo(
    thing: Readonly<Record<string, string>>,
    options: { taskId: string; signal: AbortSignal },
  ): Promise<UndoOutcome> {
    const { repoUrl = '', commit = '', number = '' } = thing;
    const { signal, taskId } = options;
    const branch = checkBranchName(thing.branch ?? '');
    const integrations = this.#integrations;
    const remote = findRemoteRepository({ repoUrl, integrations });
    const credentials = await readRemoteCredentials({ remote, integrations });
    const host = openProposalHost({ remote, credentials });
    const what = `request ${number} in ${remote.owner}/${remote.repo}`;
    const proposal = await host.get({ number: Number(number), signal }).catch(error => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
    if (proposal?.state === 'merged') {
      return { state: 'kept', detail: `${what}: merged already, so it stays` };
    }
    if (proposal && taskOfBody(proposal.body) !== taskId) {
      return { state: 'kept', detail: `${what}: this task did not open it` };
    }
    return TemporaryRepository.use({ remote, credentials, signal }, async repository => {
      const { commits } = await readRemoteRefs(repository, [`refs/heads/${branch}`]);
      const tip = commits.get(`refs/heads/${branch}`);
      if (tip !== undefined && tip !== commit) {
        return { state: 'kept', detail: `${what}: somebody has added to its branch, so it stays` };
      }
      const isOpen = proposal?.state === 'open';
      if (isOpen) await host.close({ number: Number(number), signal });
      const isOurs = tip !== undefined && thing.ownsBranch === 'true';
      if (isOurs) await pushBranch(repository, { branch, from: tip, to: undefined, signal });
      if (!isOpen && !isOurs) return { state: 'absent', detail: `${what}: closed already` };
      return {
        state: 'undone',
        detail: `${what}: closed${isOurs ? `, branch ${branch} deleted` : ''}`,
      };
    });
  }
}
