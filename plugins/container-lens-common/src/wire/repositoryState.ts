import { z } from 'zod';

/**
 * Answer of `GET /v1/golden-path/repository`: whether a Git host has a repository of a name. `free` means that the portal
 * sees none; one that it may not see is found only when it is created.
 *
 * @public
 */
export const repositoryStateSchema = z.object({
  state: z.enum(['free', 'taken', 'unknown']),
  /** Why it is not known; a sentence. */
  reason: z.string().optional(),
});

/** @public */
export type RepositoryState = z.infer<typeof repositoryStateSchema>;
