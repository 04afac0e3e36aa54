import { z } from 'zod';
import { gradeSchema, severitySchema } from './scorecard';

const score = z.object({
  value: z.number().optional(),
  coverage: z.number(),
  grade: gradeSchema,
  decided: z.number().int(),
  applicable: z.number().int(),
  highRisks: z.number().int(),
});

/**
 * Body of `POST /v1/golden-path/retrofit-preview`: a repository, and the answers of the form so far.
 *
 * @public
 */
export const retrofitPreviewRequestSchema = z.object({
  /** Value of a `RepoUrlPicker`, or the address of the repository in the browser. */
  repoUrl: z.string().min(1).max(2000),
  /** Branch; the default branch when not set. */
  ref: z.string().max(200).optional(),
  /** Folder of the service in a larger repository. */
  path: z.string().max(300).optional(),
  /** What a person says of the service, and what the owner wants. */
  answers: z
    .object({
      name: z.string().max(100).optional(),
      language: z.string().max(40).optional(),
      port: z.number().int().optional(),
      workload: z.string().max(40).optional(),
      healthPath: z.string().max(200).optional(),
      testCommand: z.string().max(200).optional(),
      target: z.string().max(40).optional(),
      ci: z.string().max(40).optional(),
      updateBot: z.string().max(40).optional(),
      owner: z.string().max(300).optional(),
      addTarget: z.boolean().optional(),
      addPipeline: z.boolean().optional(),
      moveParent: z.boolean().optional(),
      snippets: z.boolean().optional(),
    })
    .optional(),
});

/**
 * Answer of the retrofit preview: what was read, and what a request would change. Nothing is written anywhere.
 *
 * @public
 */
export const retrofitPreviewSchema = z.object({
  /** What was read of the service. */
  facts: z.array(
    z.object({
      name: z.string(),
      /** Not set where it could not be told. */
      value: z.string().optional(),
      /** Why it could not be told. */
      reason: z.string().optional(),
      /** Whether a person said so. */
      given: z.boolean(),
      path: z.string().optional(),
      line: z.number().int().optional(),
    }),
  ),
  before: score,
  after: score,
  /** Checks that would be better. */
  mended: z.array(z.object({ check: z.string(), title: z.string(), severity: severitySchema })),
  changes: z.array(
    z.object({
      path: z.string(),
      change: z.enum(['added', 'changed']),
      size: z.number().int(),
      executable: z.boolean(),
      /** Ids of checks. */
      why: z.array(z.string()),
    }),
  ),
  kept: z.array(z.object({ path: z.string(), why: z.string() })),
  /** What is left to people. */
  guidance: z.array(
    z.object({
      title: z.string(),
      text: z.string(),
      check: z.string().optional(),
      path: z.string().optional(),
    }),
  ),
});

/** @public */
export type RetrofitPreviewRequest = z.input<typeof retrofitPreviewRequestSchema>;
/** @public */
export type RetrofitPreview = z.output<typeof retrofitPreviewSchema>;
