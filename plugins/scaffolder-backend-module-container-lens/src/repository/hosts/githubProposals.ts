import { z } from 'zod';
import { HostClient, HostError } from './hostClient';
import { HostCall, Proposal, ProposalHost, ProposalText } from './proposalHost';

const schema = z.object({
  number: z.number().int().positive(),
  html_url: z.url(),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullish(),
  title: z.string(),
  body: z.string().nullish(),
});

/** Pull requests of GitHub, version 2022-11-28 of its REST API. */
export class GithubProposals implements ProposalHost {
  readonly #client: HostClient;
  readonly #path: string;

  private constructor(client: HostClient) {
    this.#client = client;
    const { owner, repo } = client.remote;
    this.#path = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}/pulls`;
  }

  static of(client: HostClient): GithubProposals {
    return new GithubProposals(client);
  }

  async find(options: HostCall & { branch: string; target: string }) {
    const { branch, target, signal } = options;
    const query = new URLSearchParams({
      state: 'open',
      head: `${this.#client.remote.owner}:${branch}`,
      base: target,
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
    const post = async (draft: boolean) =>
      this.#client.request('POST', this.#path, {
        body: { title, body, head: branch, base: target, draft },
        schema,
        signal,
      });
    try {
      return proposalOf(await post(isDraft));
    } catch (error) {
      // Private repositories of some plans have no drafts.
      const hasNoDrafts =
        error instanceof HostError && error.status === 422 && /draft/i.test(error.message);
      if (isDraft && hasNoDrafts) return proposalOf(await post(false));
      throw error;
    }
  }

  async update(options: HostCall & ProposalText & { proposal: Proposal }) {
    const { proposal, title, body, signal } = options;
    return proposalOf(
      await this.#client.request('PATCH', `${this.#path}/${proposal.number}`, {
        body: { title, body },
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
    const teams = reviewers.filter(name => name.includes('/')).map(name => name.split('/')[1]);
    await this.#client.request('POST', `${this.#path}/${number}/requested_reviewers`, {
      body: {
        reviewers: reviewers.filter(name => !name.includes('/')),
        ...(teams.length > 0 && { team_reviewers: teams }),
      },
      schema: z.unknown(),
      signal,
    });
  }
}

function proposalOf(pull: z.output<typeof schema>): Proposal {
  const { number, html_url: url, state, merged_at: mergedAt, title, body } = pull;
  return { number, url, state: mergedAt ? 'merged' : state, title, body: body ?? '' };
}
