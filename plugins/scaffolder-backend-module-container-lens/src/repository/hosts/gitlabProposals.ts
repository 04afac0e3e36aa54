import { NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import { keepDraft } from './draftTitle';
import { HostClient } from './hostClient';
import { HostCall, Proposal, ProposalHost, ProposalText } from './proposalHost';

const schema = z.object({
  iid: z.number().int().positive(),
  web_url: z.url(),
  state: z.enum(['opened', 'closed', 'locked', 'merged']),
  title: z.string(),
  description: z.string().nullish(),
});
const usersSchema = z.array(z.object({ id: z.number().int(), username: z.string() }));

/** Merge requests of GitLab, version 4 of its REST API. */
export class GitlabProposals implements ProposalHost {
  readonly #client: HostClient;
  readonly #path: string;

  private constructor(client: HostClient) {
    this.#client = client;
    const { owner, repo } = client.remote;
    this.#path = `/projects/${encodeURIComponent(`${owner}/${repo}`)}/merge_requests`;
  }

  static of(client: HostClient): GitlabProposals {
    return new GitlabProposals(client);
  }

  async find(options: HostCall & { branch: string; target: string }) {
    const { branch, target, signal } = options;
    const query = new URLSearchParams({
      state: 'opened',
      source_branch: branch,
      target_branch: target,
    });
    const found = await this.#client.request('GET', `${this.#path}?${query}`, {
      schema: z.array(schema),
      signal,
    });
    return found[0] && proposalOf(found[0]);
  }

  async get({ number, signal }: HostCall & { number: number }) {
    return proposalOf(
      await this.#client.request('GET', `${this.#path}/${number}`, { schema, signal }),
    );
  }

  async open(
    options: HostCall & ProposalText & { branch: string; target: string; isDraft: boolean },
  ) {
    const { branch, target, title, body, isDraft, signal } = options;
    return proposalOf(
      await this.#client.request('POST', this.#path, {
        body: {
          source_branch: branch,
          target_branch: target,
          title: isDraft ? `Draft: ${title}` : title,
          description: body,
        },
        schema,
        signal,
      }),
    );
  }

  async update(options: HostCall & ProposalText & { proposal: Proposal }) {
    const { proposal, title, body, signal } = options;
    return this.#change(
      proposal.number,
      { title: keepDraft(proposal.title, title), description: body },
      signal,
    );
  }

  async close({ number, signal }: HostCall & { number: number }) {
    await this.#change(number, { state_event: 'close' }, signal);
  }

  async askForReview(options: HostCall & { number: number; reviewers: readonly string[] }) {
    const { number, reviewers, signal } = options;
    const ids: number[] = [];
    for (const username of reviewers) {
      const query = new URLSearchParams({ username });
      const users = await this.#client.request('GET', `/users?${query}`, {
        schema: usersSchema,
        signal,
      });
      const user = users.find(one => one.username.toLowerCase() === username.toLowerCase());
      if (!user) throw new NotFoundError(`GitLab knows no user '${username}'.`);
      ids.push(user.id);
    }
    await this.#change(number, { reviewer_ids: ids }, signal);
  }

  async #change(number: number, body: object, signal: AbortSignal | undefined) {
    return proposalOf(
      await this.#client.request('PUT', `${this.#path}/${number}`, { body, schema, signal }),
    );
  }
}

function proposalOf(request: z.output<typeof schema>): Proposal {
  const { iid, web_url: url, state, title, description } = request;
  // A locked one is being merged.
  const states = { opened: 'open', closed: 'closed', locked: 'merged', merged: 'merged' } as const;
  return { number: iid, url, state: states[state], title, body: description ?? '' };
}
