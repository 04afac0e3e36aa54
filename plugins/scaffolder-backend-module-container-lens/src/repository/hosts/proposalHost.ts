/** A pull or merge request. */
export interface Proposal {
  readonly number: number;
  /** For people. */
  readonly url: string;
  readonly state: 'open' | 'closed' | 'merged';
  readonly title: string;
  readonly body: string;
}

/** What is asked for. */
export interface ProposalText {
  readonly title: string;
  readonly body: string;
}

/** Pull or merge requests of one repository on one Git host. */
export interface ProposalHost {
  /** The open one between two branches of this repository. */
  find(options: HostCall & { branch: string; target: string }): Promise<Proposal | undefined>;
  /** @throws NotFoundError */
  get(options: HostCall & { number: number }): Promise<Proposal>;
  open(
    options: HostCall & ProposalText & { branch: string; target: string; isDraft: boolean },
  ): Promise<Proposal>;
  /** Changes the words; a draft stays a draft. */
  update(options: HostCall & ProposalText & { proposal: Proposal }): Promise<Proposal>;
  close(options: HostCall & { number: number }): Promise<void>;
  /** Asks people by their names on the host. @throws when the host knows one of them not. */
  askForReview(options: HostCall & { number: number; reviewers: readonly string[] }): Promise<void>;
}

/** Of every call. */
export interface HostCall {
  readonly signal?: AbortSignal;
}
