import { z } from 'zod';

/**
 * The topic of the events service on which the forge says that a branch or tag changed: by a push or
 * by a merge through the REST interface.
 *
 * @public
 */
export const forgePushTopic = 'forge.push';

/**
 * The payload of {@link forgePushTopic}: one event for each branch or tag that changed.
 *
 * @public
 */
export const forgePushPayloadSchema = z.object({
  /** The organisation. */
  owner: z.string(),
  /** The name of the repository, without its owner. */
  repository: z.string(),
  /** The full name: `refs/heads/...` or `refs/tags/...`. */
  ref: z.string(),
  /** The hash before; zeros when the ref is new. */
  before: z.string(),
  /** The hash after; zeros when the ref was deleted. */
  after: z.string(),
  /** Whether `ref` is the branch that the repository shows first. */
  defaultBranch: z.boolean(),
  /** The URL of the repository's page, without a slash at the end. */
  url: z.string(),
});

/**
 * @public
 */
export type ForgePushPayload = z.infer<typeof forgePushPayloadSchema>;
