import { Scorecard } from '@container-lens/engine';

/** What belongs together and is taken or left as one. @public */
export type RetrofitPart =
  | 'dockerfile'
  | 'parent'
  | 'catalog'
  | 'declarations'
  | 'local'
  | 'target'
  | 'registry'
  | 'pipeline'
  | 'updates'
  | 'snippets'
  | 'record';

/**
 * One file that the retrofit writes.
 *
 * @public
 */
export interface RetrofitChange {
  readonly path: string;
  /** Undefined for a new file. */
  readonly before: string | undefined;
  readonly after: string;
  /** As Git writes it; undefined for a file that keeps its own. */
  readonly mode: '100644' | '100755' | undefined;
  readonly part: RetrofitPart;
  /** Ids of the checks that this file or its part makes better. */
  readonly why: readonly string[];
}

/** @public */
export interface KeptFile {
  readonly path: string;
  /** A sentence. */
  readonly why: string;
}

/**
 * What is left for a person.
 *
 * @public
 */
export interface RetrofitGuidance {
  readonly title: string;
  /** One or more sentences. */
  readonly text: string;
  readonly check?: string;
  readonly path?: string;
}

/**
 * What a retrofit would do. Nothing is written.
 *
 * @public
 */
export interface RetrofitPlan {
  /** Sorted by path; empty when nothing is left to do. */
  readonly changes: readonly RetrofitChange[];
  readonly kept: readonly KeptFile[];
  readonly before: Scorecard;
  readonly after: Scorecard;
  /** Checks whose verdict is better afterwards. */
  readonly mended: readonly string[];
  readonly guidance: readonly RetrofitGuidance[];
}

/** A file that a part wants to write. */
export interface WantedFile {
  readonly path: string;
  readonly text: string;
  readonly executable?: boolean;
  readonly why?: readonly string[];
}

/** What a part wants, before it is judged. */
export interface PartProposal {
  readonly part: RetrofitPart;
  readonly files: readonly WantedFile[];
  readonly kept?: readonly KeptFile[];
  readonly guidance?: readonly RetrofitGuidance[];
  /** Taken also when no verdict becomes better: it serves something beside the lens. */
  readonly withoutGain?: boolean;
  /** What only a registry can say of the organisation's own images may stay open. */
  readonly mayLeaveOpen?: boolean;
}
