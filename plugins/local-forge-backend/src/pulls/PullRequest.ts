import { z } from 'zod';

/** A pull request as it is stored. Branches are names without `refs/heads/`. */
export const pullRequestSchema = z.object({
  number: z.number().int().positive(),
  title: z.string(),
  body: z.string(),
  head: z.string(),
  base: z.string(),
  state: z.enum(['open', 'closed']),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** The commit on the base branch that holds the change, once it is merged. */
  mergeCommit: z.string().optional(),
});

export type PullRequest = z.infer<typeof pullRequestSchema>;
