import { z } from 'zod';
import { keepDraft } from './draftTitle';
import { HostClient } from './hostClient';
import { HostCall, Proposal, ProposalHost, ProposalText } from './proposalHost';

const schema = z.object({
  number: z.number().int().positive(),
  html_url: z.url(),
  state: z.enum(['open', 'closed']),
  merged: z.boolean().nullish(),
  title: z.string(),
  body: z.string().nullish(),
  head: z.object({ ref: z.string(), label: z.string().nullish() }),
  base: z.object({ ref: z.string() }),
});

const pageSize = 50;
const maxPages = 20;

/** Pull requests of Gitea, Forgejo and the embedded forge. */
export class GiteaProposals implements ProposalHost {
  readonly #client: HostClient;
  readonly #path: string;

  private constructor(client: HostClient) {
    this.#client = client;
    const { owner, repo } = client.remote;
    this.#path = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}/pulls`;
  }

  static of(client: HostClient): GiteaProposals {
    return new GiteaProposals(client);
  }

  async find(options: HostCall & { branch: string; target: string }) {
    const { branch, target, signal } = options;
    // The list has no filter for branches.
    for (let page = 1; page <= maxPages; page += 1) {
      const query = `state=open&limit=${pageSize}&page=${page}`;
      const pulls = await this.#client.request('GET', `${this.#path}?${query}`, {
        schema: z.array(schema),
        signal,
      });
      // The label of a fork's branch names its owner.
      const found = pulls.find(
        ({ head, base }) =>
          base.ref === target && head.ref === branch && (head.label ?? branch) === branch,
      );
      if (found) return proposalOf(found);
      if (pulls.length !== pageSize) return undefined;
    }
    return undefined;
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
        body: { head: branch, base: target, title: isDraft ? `WIP: ${title}` : title, body },
        schema,
        signal,
      }),
    );
  }

  async update(options: HostCall & ProposalText & { proposal: Proposal }) {
    const { proposal, title, body, signal } = options;
    return proposalOf(
      await this.#client.request('PATCH', `${this.#path}/${proposal.number}`, {
        body: { title: keepDraft(proposal.title, title), body },
        schema,
        signal,
      }),
    );
  }

  async close({ number, signal }: HostCall & { number: number }) {
    await this.#client.request('PATCH', `${this.#path}/${number}`, {
      body: { state: 'closed' },
      schema,
      signal,
    });
  }

  async askForReview(options: HostCall & { number: number; reviewers: readonly string[] }) {
    const { number, reviewers, signal } = options;
    await this.#client.request('POST', `${this.#path}/${number}/requested_reviewers`, {
      body: { reviewers },
      schema: z.unknown(),
      signal,
    });
  }
}

function proposalOf(pull: z.output<typeof schema>): Proposal {
  const { number, html_url: url, merged, title, body } = pull;
  return { number, url, state: merged ? 'merged' : pull.state, title, body: body ?? '' };
}
