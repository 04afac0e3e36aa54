import { Evidence } from '@container-lens/engine';

/**
 * What is judged: one catalog entity, with what the portal accepted of its annotations.
 *
 * @public
 */
export interface AssessmentSubject {
  /** `component:default/orders`, lower case. */
  readonly entityRef: string;
  readonly name: string;
  /** Folder of the source in the repository's viewer; its host is one that configuration allows. */
  readonly sourceUrl?: string;
  /** Values of the annotations of Container Lens, bounded in number and length, otherwise as somebody wrote them. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** @public */
export interface EvidenceRequest {
  readonly subject: AssessmentSubject;
  /** The mark of the evidence the current scorecard rests on; not set when everything has to be read again. */
  readonly etag?: string;
  /** Fires when the time of the assessment is over; a source must then end its I/O. */
  readonly signal: AbortSignal;
}

/**
 * `unchanged` may only be answered when `etag` was given and nothing differs from what it stood for.
 *
 * @public
 */
export type EvidenceAnswer =
  | { readonly status: 'unchanged' }
  | { readonly status: 'collected'; readonly evidence: Evidence; readonly etag?: string };

/**
 * Reads evidence from somewhere. Sources are asked in the order they were added; the first that supports a subject
 * collects for it, and the built-in reader of source repositories comes last.
 *
 * @public
 */
export interface EvidenceSource {
  /** Unique, kebab-case; stored with the scorecard, so that another source reads everything again. */
  readonly id: string;
  supports(subject: AssessmentSubject): boolean;
  /** Rejects when the source could not be read; the entity is then shown as failed with the error's message. */
  collect(request: EvidenceRequest): Promise<EvidenceAnswer>;
}
